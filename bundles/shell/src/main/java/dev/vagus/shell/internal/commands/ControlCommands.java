package dev.vagus.shell.internal.commands;

import dev.vagus.bus.DrainReport;
import dev.vagus.bus.MessageBus;
import dev.vagus.shell.internal.model.Arguments;
import dev.vagus.shell.internal.model.Command;
import dev.vagus.shell.internal.model.CommandException;
import dev.vagus.shell.internal.model.Output;
import dev.vagus.shell.internal.model.Similar;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The commands that hold messages back and let them go. */
final class ControlCommands {
    private static final String SUBSCRIPTION = "--subscription";
    private static final Duration STEP = Duration.ofSeconds(1);
    private static final Duration DRAIN = Duration.ofSeconds(10);

    private final Services services;
    private final Channels channels;
    private final SubscriptionCommands subscriptions;

    ControlCommands(Services services) {
        this.services = services;
        this.channels = new Channels(services);
        this.subscriptions = new SubscriptionCommands(services);
    }

    List<Command> all() {
        Names known = new Names(services);
        return List.of(
                Command.named("bus-pause", "pause delivery of messages; what is sent waits in the mailboxes")
                        .optional("CHANNEL", "only on this channel", channels::names)
                        .option(SUBSCRIPTION, "ID", "only to this subscription", known::subscriptionIds)
                        .option("--reason", "TEXT", "why, for those who look")
                        .option(Behalf.TOKEN, "TOKEN", Behalf.WHOSE)
                        .json()
                        .example("bus-pause Orders --reason 'shop is being repaired'")
                        .example("bus-pause --subscription S3")
                        .does(this::pause),
                Command.named("bus-resume", "deliver again after bus-pause, take messages again after drain")
                        .optional("CHANNEL", "only on this channel", channels::names)
                        .option(SUBSCRIPTION, "ID", "only to this subscription", known::subscriptionIds)
                        .option(Behalf.TOKEN, "TOKEN", Behalf.WHOSE)
                        .json()
                        .example("bus-resume Orders")
                        .does(this::resume),
                Command.named("drain", "take no more messages and wait until those that are there are handled")
                        .optional("CHANNEL", "only of this channel", channels::names)
                        .option("--timeout", "TIME", "how long to wait; 10 seconds when not given")
                        .option(Behalf.TOKEN, "TOKEN", Behalf.WHOSE)
                        .json()
                        .example("drain Orders --timeout 30")
                        .does(this::drain));
    }

    private @Nullable String channel(Arguments arguments) {
        String name = arguments.find("CHANNEL");
        if (name == null) {
            return null;
        }
        if (arguments.has(SUBSCRIPTION)) {
            throw new CommandException("give a CHANNEL or " + SUBSCRIPTION + ", not both");
        }
        return channels.require(name).name();
    }

    private void requireFound(boolean found, String id) {
        if (!found) {
            throw new CommandException("no subscription " + id
                    + Similar.hint(id, subscriptions.ids(), "; subscription-list shows what there is"));
        }
    }

    private void pause(Arguments arguments, Output output) {
        MessageBus bus = Behalf.bus(services, arguments);
        String channel = channel(arguments);
        String subscription = arguments.find(SUBSCRIPTION);
        String reason = arguments.find("--reason", "");
        if (subscription != null) {
            requireFound(bus.pauseSubscription(subscription, reason), subscription);
        } else if (channel != null) {
            bus.pauseChannel(channel, reason);
        } else {
            bus.pause(reason);
        }
        String what = what(channel, subscription);
        Done.say("paused", what, "paused " + what, arguments, output);
    }

    private void resume(Arguments arguments, Output output) {
        MessageBus bus = Behalf.bus(services, arguments);
        String channel = channel(arguments);
        String subscription = arguments.find(SUBSCRIPTION);
        if (subscription != null) {
            requireFound(bus.resumeSubscription(subscription), subscription);
        } else if (channel != null) {
            bus.resumeChannel(channel);
        } else {
            bus.resume();
        }
        String what = what(channel, subscription);
        Done.say("resumed", what, "resumed " + what, arguments, output);
    }

    private static String what(@Nullable String channel, @Nullable String subscription) {
        return subscription != null
                ? "subscription " + subscription
                : channel != null ? "channel " + channel : "the message bus";
    }

    /** In short waits, between which a person reads how many are left. */
    private static DrainReport drain(
            MessageBus bus, @Nullable String channel, Duration timeout, @Nullable Output progress) {
        long settled = 0;
        Duration took = Duration.ZERO;
        for (Duration left = timeout; ; left = left.minus(STEP)) {
            boolean last = left.compareTo(STEP) <= 0;
            Duration step = last ? left : STEP;
            DrainReport report = channel == null ? bus.drain(step) : bus.drain(channel, step);
            settled += report.settled();
            took = took.plus(report.took());
            // Ctrl-C ends the wait before its time; what was drained stays so, which the command says.
            boolean broken = Thread.interrupted() || report.took().compareTo(step) < 0;
            if (last || report.isComplete() || broken) {
                return new DrainReport(settled, report.left(), report.holding(), took);
            }
            if (progress != null) {
                progress.progress(report.left() + " left");
            }
        }
    }

    private void drain(Arguments arguments, Output output) {
        String channel = channel(arguments);
        Duration given = arguments.duration("--timeout");
        Duration timeout = given == null ? DRAIN : given;
        MessageBus bus = Behalf.bus(services, arguments);
        DrainReport report = drain(bus, channel, timeout, arguments.has(Command.JSON) ? null : output);
        if (arguments.has(Command.JSON)) {
            output.json(report);
            return;
        }
        output.line((report.isComplete() ? "drained " : "did not drain ") + what(channel, null) + ": "
                + report.settled() + " handled, " + report.left() + " left"
                + (report.holding().isEmpty() ? "" : " with " + String.join(", ", report.holding())));
        output.line("it takes no messages until bus-resume" + (channel == null ? "" : " " + channel));
    }
}
