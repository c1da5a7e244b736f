package dev.vagus.shell.internal.commands;

import dev.vagus.metrics.ChannelTest;
import dev.vagus.metrics.OperationTest;
import dev.vagus.registry.CallExplanation;
import dev.vagus.registry.OperationDescriptor;
import dev.vagus.registry.ParameterDescriptor;
import dev.vagus.shell.internal.model.Arguments;
import dev.vagus.shell.internal.model.Command;
import dev.vagus.shell.internal.model.CommandException;
import dev.vagus.shell.internal.model.Json;
import dev.vagus.shell.internal.model.Output;
import dev.vagus.shell.internal.model.Table;
import dev.vagus.shell.internal.model.Values;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The commands that try one channel or one operation. */
final class TrialCommands {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private static final Table<CallExplanation.Step> STEPS = new Table<CallExplanation.Step>()
            .text("STEP", CallExplanation.Step::name)
            .text("LETS IT THROUGH", step -> step.passes() ? "yes" : "no")
            .wrapped("SAYS", CallExplanation.Step::text);

    private static final Table<ParameterDescriptor> PARAMETERS = new Table<ParameterDescriptor>()
            .text("PARAMETER", ParameterDescriptor::name)
            .text("REQUIRED", parameter -> parameter.required() ? "yes" : "no")
            .wrapped("SCHEMA", parameter -> Json.compact(parameter.schema()));

    private final Services services;
    private final Operations operations;
    private final Channels channels;

    TrialCommands(Services services) {
        this.services = services;
        this.operations = new Operations(services);
        this.channels = new Channels(services);
    }

    List<Command> all() {
        Names known = new Names(services);
        return List.of(
                Command.named(
                                "channel-test",
                                "send a message of a type of its own through a channel and wait until it is heard;"
                                        + " subscriptions of every type (*) hear it too, without payload")
                        .argument("CHANNEL", "the channel", channels::names)
                        .option("--timeout", "TIME", "how long to wait; 5s when not given")
                        .json()
                        .example("channel-test Configuration --timeout 2s")
                        .does(this::channel),
                Command.named(
                                "api-test",
                                "check a call of an operation with these arguments: gate, limits, arguments;"
                                        + " the handler only runs with --run")
                        .argument("OPERATION", "module and name, such as LabRunner.ExecuteStep", operations::names)
                        .many(
                                "KEY=VALUE",
                                "the arguments, each read as its parameter's schema says",
                                known.parameters())
                        .option("--data", "JSON", "the arguments, as a JSON object")
                        .flag("--run", "run the handler, with whatever that does")
                        .json()
                        .example("api-test LabRunner.ExecuteStep StepName=DeployVM")
                        .example("api-test LabRunner.Status --run")
                        .does(this::operation));
    }

    private void channel(Arguments arguments, Output output) throws InterruptedException {
        String name = channels.require(arguments.get("CHANNEL")).name();
        Duration timeout = arguments.duration("--timeout");
        if (!arguments.has(Command.JSON)) {
            output.progress("waiting for the message");
        }
        ChannelTest test = services.selfTest().channel(name, timeout == null ? TIMEOUT : timeout);
        if (arguments.has(Command.JSON)) {
            output.json(test);
        } else if (test.passed()) {
            output.line(test.detail() + " after " + millis(test.took()));
            if (!test.alsoOffered().isEmpty()) {
                output.line(
                        "offered to these too, since they hear every type: " + String.join(", ", test.alsoOffered()));
            }
        }
        if (!test.passed()) {
            throw new CommandException(
                    "channel " + name + ": " + test.detail() + " (waited " + millis(test.took()) + ")");
        }
    }

    private void operation(Arguments arguments, Output output) {
        OperationDescriptor operation = operations.require(arguments.get("OPERATION"));
        Map<String, @Nullable Object> parameters = Values.payload(arguments, key -> operation.parameters().stream()
                .filter(each -> each.name().equals(key))
                .findFirst()
                .map(ParameterDescriptor::schema)
                .orElse(Map.of()));
        OperationTest test =
                services.selfTest().operation(operation.qualifiedName(), parameters, arguments.has("--run"));
        if (arguments.has(Command.JSON)) {
            output.json(test);
        } else {
            print(operation, test, output);
        }
        if (!test.passed()) {
            throw new CommandException(test.failure());
        }
    }

    private static void print(OperationDescriptor operation, OperationTest test, Output output) {
        if (!operation.parameters().isEmpty()) {
            output.table(PARAMETERS, operation.parameters());
            output.line("");
        }
        output.table(STEPS, test.explanation().steps());
        output.line("");
        if (!test.policies().isEmpty()) {
            SettingTable.print(test.policies(), output);
            output.line("");
        }
        if (!test.passed()) {
            return;
        }
        if (!test.ran()) {
            output.line("a call with these arguments gets through to the handler, which was not run; --run runs it");
        } else if (test.result() == null) {
            output.line("done after " + millis(test.took()));
        } else {
            output.structure(test.result());
            output.line("answered after " + millis(test.took()));
        }
    }

    private static String millis(Duration time) {
        return String.format(Locale.ROOT, "%.1f ms", time.toNanos() / 1e6);
    }
}
