package dev.vagus.shell.internal.commands;

import dev.vagus.registry.ApiRegistry;
import dev.vagus.shell.internal.model.Arguments;
import dev.vagus.shell.internal.model.Command;
import dev.vagus.shell.internal.model.CommandException;
import dev.vagus.shell.internal.model.Output;
import dev.vagus.shell.internal.model.Similar;
import java.util.List;

/** Takes operations and middleware out of the registry. */
final class RemovalCommands {
    private final Services services;
    private final Operations operations;

    RemovalCommands(Services services) {
        this.services = services;
        this.operations = new Operations(services);
    }

    List<Command> all() {
        return List.of(
                Command.named("api-unregister", "take an operation away, with all that was registered with it")
                        .argument("OPERATION", "module and name, such as LabRunner.ExecuteStep", operations::names)
                        .destroys()
                        .json()
                        .example("api-unregister LabRunner.ExecuteStep --force")
                        .does(this::unregister),
                Command.named("middleware-remove", "take middleware out of all later calls")
                        .argument("NAME", "its name, as middleware-list shows it", this::middleware)
                        .destroys()
                        .json()
                        .example("middleware-remove logging --force")
                        .does(this::remove));
    }

    private List<String> middleware() {
        ApiRegistry registry = services.findRegistry();
        return registry == null
                ? List.of()
                : registry.operations().stream()
                        .flatMap(operation -> registry.chain(operation.qualifiedName()).stream())
                        .distinct()
                        .sorted()
                        .toList();
    }

    private void unregister(Arguments arguments, Output output) throws InterruptedException {
        String name = operations.require(arguments.get("OPERATION")).qualifiedName();
        output.confirm(
                arguments, name + " would go, with all that was registered with it, until its module starts again");
        List<String> gone = services.registry().unregister(name);
        Done.say("unregistered", gone, "took away " + String.join(", ", gone), arguments, output);
    }

    private void remove(Arguments arguments, Output output) throws InterruptedException {
        String name = arguments.get("NAME");
        List<String> around = services.registry().operations().stream()
                .map(operation -> operation.qualifiedName())
                .filter(operation -> services.registry().chain(operation).contains(name))
                .toList();
        if (!around.isEmpty()) {
            output.confirm(
                    arguments,
                    name + " goes around " + String.join(", ", around) + "; these would be called without it");
        }
        if (services.registry().removeMiddleware(name) == 0) {
            throw new CommandException("no middleware " + name + " can be taken away"
                    + (around.isEmpty()
                            ? Similar.hint(name, middleware(), "; middleware-list shows what there is")
                            : ": it belongs to the registry itself"));
        }
        Done.say(
                "removed",
                name,
                "took away " + name + "; a service of that name comes back when it is registered anew",
                arguments,
                output);
    }
}
