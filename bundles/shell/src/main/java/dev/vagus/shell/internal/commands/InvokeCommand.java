package dev.vagus.shell.internal.commands;

import dev.vagus.registry.ApiCall;
import dev.vagus.registry.ApiRegistry;
import dev.vagus.registry.OperationDescriptor;
import dev.vagus.registry.ParameterDescriptor;
import dev.vagus.registry.UnknownOperationException;
import dev.vagus.shell.internal.model.Arguments;
import dev.vagus.shell.internal.model.Command;
import dev.vagus.shell.internal.model.CommandException;
import dev.vagus.shell.internal.model.Output;
import dev.vagus.shell.internal.model.Similar;
import dev.vagus.shell.internal.model.StructureText;
import dev.vagus.shell.internal.model.Values;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The command that calls an operation. */
final class InvokeCommand {
    private final Services services;
    private final Operations operations;

    InvokeCommand(Services services) {
        this.services = services;
        this.operations = new Operations(services);
    }

    List<Command> all() {
        return List.of(Command.named("api-invoke", "call an operation and print its result")
                .argument("OPERATION", "module and name, such as LabRunner.ExecuteStep")
                .many("KEY=VALUE", "the arguments, each read as its parameter's schema says")
                .option("--data", "JSON", "the arguments, as a JSON object")
                .option("--timeout", "TIME", "how long it may take, such as 30 (seconds) or 500ms")
                .option("--token", "TOKEN", "on whose behalf: " + TokenWords.HOW)
                .option("--correlation", "ID", "what joins it to other messages, calls and events")
                .json()
                .completedBy(operations::names)
                .example("api-invoke LabRunner.ExecuteStep StepName=DeployVM Parameters='{\"Name\":\"web-1\"}'")
                .example("api-invoke LabRunner.Status --json")
                .does(this::invoke));
    }

    private void invoke(Arguments arguments, Output output) {
        ApiRegistry registry = services.registry();
        String name = arguments.get("OPERATION");
        // Absent ones are called all the same: the registry knows whether the module is away for an update only.
        OperationDescriptor operation = registry.operation(name).orElse(null);
        Map<String, @Nullable Object> parameters =
                Values.payload(arguments, key -> operation == null ? Map.of() : schema(operation, key));
        ApiCall call = registry.call(name).with(parameters);
        Duration timeout = arguments.duration("--timeout");
        if (timeout != null) {
            call.timeout(timeout);
        }
        String correlation = arguments.find("--correlation");
        if (correlation != null) {
            call.correlationId(correlation);
        }
        String token = arguments.find("--token");
        if (token != null) {
            call.token(TokenWords.read(token));
        }
        print(call(call, name), arguments, output);
    }

    private @Nullable Object call(ApiCall call, String name) {
        try {
            return call.invoke();
        } catch (UnknownOperationException e) {
            List<String> suggestions =
                    e.suggestions().isEmpty() ? Similar.to(name, operations.names()) : e.suggestions();
            throw operations.unknown(name, suggestions);
        }
    }

    private static void print(@Nullable Object result, Arguments arguments, Output output) {
        if (arguments.has(Command.JSON)) {
            output.json(result);
        } else if (result == null) {
            output.line("done");
        } else {
            output.lines(StructureText.lines(result));
        }
    }

    private static Map<String, Object> schema(OperationDescriptor operation, String key) {
        for (ParameterDescriptor parameter : operation.parameters()) {
            if (parameter.name().equals(key)) {
                return parameter.schema();
            }
        }
        List<String> known =
                operation.parameters().stream().map(ParameterDescriptor::name).toList();
        String otherwise = known.isEmpty() ? "; it has none" : "; it has " + String.join(", ", known);
        throw new CommandException(
                operation.qualifiedName() + " has no parameter " + key + Similar.hint(key, known, otherwise));
    }
}
