package dev.vagus.shell.internal.commands;

import dev.vagus.registry.ApiRegistry;
import dev.vagus.registry.OperationDescriptor;
import dev.vagus.shell.internal.model.CommandException;
import dev.vagus.shell.internal.model.Similar;
import java.util.List;

/** Finds operations by the names that people type. */
record Operations(Services services) {
    OperationDescriptor require(String name) {
        return services.registry().operation(name).orElseThrow(() -> unknown(name, Similar.to(name, names())));
    }

    List<String> names() {
        ApiRegistry registry = services.findRegistry();
        return registry == null
                ? List.of()
                : registry.operations().stream()
                        .map(OperationDescriptor::qualifiedName)
                        .toList();
    }

    CommandException unknown(String name, List<String> suggestions) {
        return new CommandException(
                "no operation " + name + Similar.hint(suggestions, "; api-list shows what there is"));
    }
}
