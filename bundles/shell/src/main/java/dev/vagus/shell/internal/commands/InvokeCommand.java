package dev.vagus.shell.internal.commands;

import dev.vagus.module.ErrorRecord;
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
import dev.vagus.shell.internal.model.Values;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The command that calls an operation. */
final class InvokeCommand {
    /** A person is not told to wait for less. */
    private static final Duration SILENCE = Duration.ofSeconds(1);

    private final Services services;
    private final Operations operations;

    InvokeCommand(Services services) {
        this.services = services;
        this.operations = new Operations(services);
    }

    List<Command> all() {
        Names known = new Names(services);
        return List.of(Command.named("api-invoke", "call an operation and print its result")
                .argument("OPERATION", "module and name, such as LabRunner.ExecuteStep", operations::names)
                .many("KEY=VALUE", "the arguments, each read as its parameter's schema says", known.parameters())
                .option("--data", "JSON", "the arguments, as a JSON object")
                .option("--timeout", "TIME", "how long it may take, such as 30 (seconds) or 500ms")
                .option(
                        "--retries",
                        "N",
                        "how often to try again after a failure that is worth it; as configured if left out")
                .option("--breaker", "true|false", "whether a circuit breaker may refuse it; as configured if left out")
                .option("--token", "TOKEN", "on whose behalf: " + TokenWords.HOW)
                .option("--correlation", "ID", "what joins it to other messages, calls and events", known::correlations)
                .flag("--async", "do not wait: metrics and traces tell how it went")
                .json()
                .example("api-invoke LabRunner.ExecuteStep StepName=DeployVM Parameters='{\"Name\":\"web-1\"}'")
                .example("api-invoke LabRunner.Status --json")
                .example("api-invoke LabRunner.ExecuteStep StepName=DeployVM --timeout 30s --retries 3 --breaker false")
                .does(this::invoke));
    }

    private void invoke(Arguments arguments, Output output) throws InterruptedException {
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
        Integer retries = arguments.count("--retries");
        if (retries != null) {
            call.retries(retries);
        }
        String breaker = arguments.find("--breaker");
        if (breaker != null) {
            call.option("breaker.enabled", Values.bool("--breaker", breaker));
        }
        if (arguments.has("--async")) {
            operations.require(name);
            call.send();
            Done.say("sent", name, "handed over; metrics and traces tell how it goes", arguments, output);
            return;
        }
        print(call(call, name, output), arguments, output);
    }

    /**
     * Calls, and waits; where a person sits, on a thread of the registry, so that Ctrl-C ends the wait whatever the operation
     * does.
     */
    private @Nullable Object call(ApiCall call, String name, Output output) throws InterruptedException {
        try {
            return output.isInteractive() ? await(call.async().toCompletableFuture(), output) : call.invoke();
        } catch (UnknownOperationException e) {
            List<String> suggestions =
                    e.suggestions().isEmpty() ? Similar.to(name, operations.names()) : e.suggestions();
            throw operations.unknown(name, suggestions);
        }
    }

    private static @Nullable Object await(CompletableFuture<@Nullable Object> answer, Output output)
            throws InterruptedException {
        try {
            try {
                return answer.get(SILENCE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                output.progress("waiting for the result");
                return answer.get();
            }
        } catch (InterruptedException e) {
            answer.cancel(true);
            throw e;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(
                    ErrorRecord.of(e.getCause() == null ? e : e.getCause()).message(), e);
        }
    }

    private static void print(@Nullable Object result, Arguments arguments, Output output) {
        if (arguments.has(Command.JSON)) {
            output.json(result);
        } else if (result == null) {
            output.line("done");
        } else {
            output.structure(result);
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
