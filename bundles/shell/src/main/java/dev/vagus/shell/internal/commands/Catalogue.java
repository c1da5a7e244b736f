package dev.vagus.shell.internal.commands;

import dev.vagus.shell.internal.model.Command;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** Every command of Vagus. */
public final class Catalogue {
    private Catalogue() {}

    /** Every command, by name. */
    public static List<Command> commands(Services services) {
        List<Command> commands = new ArrayList<>();
        commands.addAll(new ChannelCommands(services).all());
        commands.addAll(new MessageCommands(services).all());
        commands.addAll(new ControlCommands(services).all());
        commands.addAll(new DeadLetterCommands(services).all());
        commands.addAll(new ExplainCommand(services).all());
        commands.addAll(new InterceptorCommands(services).all());
        commands.addAll(new SubscriptionCommands(services).all());
        commands.addAll(new OperationCommands(services).all());
        commands.addAll(new InvokeCommand(services).all());
        commands.addAll(new CallExplainCommand(services).all());
        commands.addAll(new BreakerCommands(services).all());
        commands.addAll(new BreakerControlCommands(services).all());
        commands.addAll(new PolicyCommands(services).all());
        commands.addAll(new MetricsCommands(services).all());
        commands.addAll(new SecurityCommands(services).all());
        commands.addAll(new GateCommands(services).all());
        commands.addAll(new TokenCommands(services).all());
        commands.addAll(new EventCommands(services).all());
        commands.addAll(new EventPublishCommand(services).all());
        commands.addAll(new EventHistoryCommands(services).all());
        commands.addAll(new EventShowCommand(services).all());
        commands.addAll(new EventReplayCommand(services).all());
        commands.addAll(new EventStickyCommands(services).all());
        commands.addAll(new EventExplainCommand(services).all());
        commands.addAll(new RemovalCommands(services).all());
        commands.addAll(new TraceCommands(services).all());
        commands.addAll(new TraceShowCommand(services).all());
        commands.addAll(new StatusCommand(services).all());
        commands.addAll(new SelfTestCommand(services).all());
        commands.addAll(new TrialCommands(services).all());
        commands.addAll(new OverviewCommands(services, () -> commands).all());
        commands.sort(Comparator.comparing(Command::name));
        return Collections.unmodifiableList(commands);
    }
}
