package dev.vagus.shell.internal.commands;

import dev.vagus.module.Setting;
import dev.vagus.registry.CallExplanation;
import dev.vagus.registry.OperationProvider;
import dev.vagus.shell.internal.model.Arguments;
import dev.vagus.shell.internal.model.Command;
import dev.vagus.shell.internal.model.CommandException;
import dev.vagus.shell.internal.model.Output;
import dev.vagus.shell.internal.model.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The command that says what would happen to a call. */
final class CallExplainCommand {
    private static final Table<CallExplanation.Step> STEPS = new Table<CallExplanation.Step>()
            .text("STEP", CallExplanation.Step::name)
            .text("ORDER", step -> step.order() == Integer.MAX_VALUE ? "-" : Integer.toString(step.order()))
            .text("LETS IT THROUGH", step -> step.passes() ? "yes" : "no")
            .wrapped("SAYS", CallExplanation.Step::text);

    private static final Table<OperationProvider> PROVIDERS = new Table<OperationProvider>()
            .text("OFFERED BY", OperationProvider::bundle)
            .text("VERSION", OperationProvider::version)
            .number("BUNDLE", OperationProvider::bundleId)
            .number("RANKING", OperationProvider::ranking);

    private final Services services;
    private final Operations operations;

    CallExplainCommand(Services services) {
        this.services = services;
        this.operations = new Operations(services);
    }

    List<Command> all() {
        return List.of(Command.named(
                        "api-explain",
                        "say what would happen to a call: who answers, what it goes through, what stops it")
                .argument("OPERATION", "module and name, such as LabRunner.ExecuteStep", operations::names)
                .json()
                .example("api-explain LabRunner.ExecuteStep")
                .does(this::explain));
    }

    private void explain(Arguments arguments, Output output) {
        CallExplanation told = services.registry().explain(arguments.get("OPERATION"));
        if (arguments.has(Command.JSON)) {
            output.json(told);
            return;
        }
        if (told.descriptor() == null) {
            throw new CommandException(told.verdict());
        }
        output.line(
                told.passes()
                        ? "a call of " + told.operation() + " by " + told.caller() + " would be made"
                        : "a call of " + told.operation() + " by " + told.caller() + " would be refused: "
                                + told.verdict());
        output.line("");
        output.table(STEPS, told.steps());
        List<Setting> settings = new ArrayList<>(told.settings());
        told.steps().forEach(step -> settings.addAll(step.settings()));
        output.line("");
        SettingTable.print(settings, output);
        output.line("");
        output.table(PROVIDERS, told.providers().subList(0, 1));
        if (told.providers().size() > 1) {
            output.line("in its shadow: "
                    + told.providers().stream()
                            .skip(1)
                            .map(each -> each.bundle() + " " + each.version() + " (bundle " + each.bundleId()
                                    + ", ranking " + each.ranking() + ")")
                            .collect(Collectors.joining(", ")));
        }
    }
}
