package dev.vagus.shell.internal.commands;

import dev.vagus.registry.ApiRegistry;
import dev.vagus.registry.OperationDescriptor;
import dev.vagus.registry.ParameterDescriptor;
import dev.vagus.shell.internal.model.Arguments;
import dev.vagus.shell.internal.model.Command;
import dev.vagus.shell.internal.model.Json;
import dev.vagus.shell.internal.model.Listing;
import dev.vagus.shell.internal.model.Output;
import dev.vagus.shell.internal.model.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The commands that show operations and what goes around them. */
final class OperationCommands {
    private static final Listing<OperationDescriptor> LISTING = Listing.of(
            new Table<OperationDescriptor>()
                    .text("OPERATION", OperationDescriptor::qualifiedName)
                    .text("PARAMETERS", OperationCommands::signature)
                    .text("VERSION", OperationDescriptor::version)
                    .number("BUNDLE", OperationDescriptor::bundleId)
                    .text("DESCRIPTION", OperationDescriptor::description),
            "no operations");

    private static final Table<ParameterDescriptor> PARAMETERS = new Table<ParameterDescriptor>()
            .text("PARAMETER", ParameterDescriptor::name)
            .text("REQUIRED", parameter -> parameter.required() ? "yes" : "no")
            .text("SCHEMA", parameter -> Json.compact(parameter.schema()))
            .text("DESCRIPTION", ParameterDescriptor::description);

    private record Around(String middleware, List<String> operations) {}

    private static final Listing<Around> MIDDLEWARE = Listing.of(
            new Table<Around>()
                    .text("MIDDLEWARE", Around::middleware)
                    .number("OPERATIONS", around -> around.operations().size())
                    .text("AROUND", around -> String.join(", ", around.operations())),
            "no middleware");

    private final Services services;
    private final Operations operations;

    OperationCommands(Services services) {
        this.services = services;
        this.operations = new Operations(services);
    }

    List<Command> all() {
        return List.of(
                Command.named("api-list", "list the operations that can be called now")
                        .optional("PATTERN", "only names like this; * stands for any characters", operations::names)
                        .json()
                        .example("api-list 'LabRunner.*'")
                        .does(this::list),
                Command.named("api-show", "show an operation: owner, parameters, result, middleware around it")
                        .argument("OPERATION", "module and name, such as LabRunner.ExecuteStep", operations::names)
                        .json()
                        .example("api-show LabRunner.ExecuteStep")
                        .does(this::show),
                Command.named("middleware-list", "list the middleware, and which operations it goes around")
                        .optional("OPERATION", "only around this one, outermost first", operations::names)
                        .json()
                        .example("middleware-list LabRunner.ExecuteStep")
                        .does(this::middleware));
    }

    private void list(Arguments arguments, Output output) {
        Wildcard pattern = new Wildcard(arguments.find("PATTERN", "*"));
        LISTING.print(
                services.registry().operations().stream()
                        .filter(operation -> pattern.matches(operation.qualifiedName()))
                        .toList(),
                arguments,
                output);
    }

    private void show(Arguments arguments, Output output) {
        OperationDescriptor operation = operations.require(arguments.get("OPERATION"));
        List<String> chain = services.registry().chain(operation.qualifiedName());
        if (arguments.has(Command.JSON)) {
            output.json(Map.of("operation", operation, "chain", chain));
            return;
        }
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("operation", operation.qualifiedName());
        facts.put("description", operation.description().isEmpty() ? "-" : operation.description());
        facts.put("owner", operation.module() + " " + operation.version() + ", bundle " + operation.bundleId());
        facts.put("traits", traits(operation));
        facts.put("scopes", operation.scopes());
        facts.put("result", operation.result().isEmpty() ? "anything" : Json.compact(operation.result()));
        facts.put("middleware", chain);
        output.structure(facts);
        if (!operation.parameters().isEmpty()) {
            output.line("");
            output.table(PARAMETERS, operation.parameters());
        }
    }

    private void middleware(Arguments arguments, Output output) {
        ApiRegistry registry = services.registry();
        String only = arguments.find("OPERATION");
        List<String> names = only == null
                ? operations.names()
                : List.of(operations.require(only).qualifiedName());
        Map<String, List<String>> around = new LinkedHashMap<>();
        for (String operation : names) {
            for (String middleware : registry.chain(operation)) {
                around.computeIfAbsent(middleware, m -> new ArrayList<>()).add(operation);
            }
        }
        MIDDLEWARE.print(
                around.entrySet().stream()
                        .map(entry -> new Around(entry.getKey(), entry.getValue()))
                        .toList(),
                arguments,
                output);
    }

    private static String signature(OperationDescriptor operation) {
        return operation.parameters().stream()
                .map(parameter -> parameter.required() ? parameter.name() : "[" + parameter.name() + "]")
                .collect(Collectors.joining(" "));
    }

    private static List<String> traits(OperationDescriptor operation) {
        List<String> traits = new ArrayList<>();
        traits.add(operation.asynchronous() ? "asynchronous" : "synchronous");
        if (operation.idempotent()) {
            traits.add("idempotent");
        }
        if (operation.interruptible()) {
            traits.add("interruptible");
        }
        if (operation.requiresAuth()) {
            traits.add("requires authentication");
        }
        if (operation.deprecated()) {
            traits.add("deprecated");
        }
        return traits;
    }
}
