package dev.vagus.shell.internal.commands;

import dev.vagus.bus.HandlerStatus;
import dev.vagus.bus.MessageBus;
import dev.vagus.bus.SubscriptionSnapshot;
import dev.vagus.shell.internal.model.Arguments;
import dev.vagus.shell.internal.model.Choices;
import dev.vagus.shell.internal.model.Command;
import dev.vagus.shell.internal.model.CommandException;
import dev.vagus.shell.internal.model.Listing;
import dev.vagus.shell.internal.model.Output;
import dev.vagus.shell.internal.model.Similar;
import dev.vagus.shell.internal.model.Table;
import java.util.List;

/** The commands about who hears messages. */
final class SubscriptionCommands {
    static final Listing<SubscriptionSnapshot> LISTING = Listing.of(
            new Table<SubscriptionSnapshot>()
                    .text("ID", SubscriptionSnapshot::id)
                    .text("CHANNEL", SubscriptionSnapshot::channel)
                    .text("TYPE", SubscriptionSnapshot::type)
                    .text("FILTER", SubscriptionSnapshot::filter)
                    .text("NAME", SubscriptionSnapshot::name)
                    .text("MODULE", SubscriptionSnapshot::module)
                    .state("STATE", SubscriptionCommands::state)
                    .number("OFFERED", SubscriptionSnapshot::offered)
                    .number("DELIVERED", SubscriptionSnapshot::delivered)
                    .number(
                            "LOST",
                            subscription -> subscription.expired() + subscription.dropped() + subscription.cleared())
                    .number("DEAD", SubscriptionSnapshot::dead)
                    .number("QUEUED", subscription -> subscription.queued() + subscription.inFlight())
                    .text("OLDEST", subscription -> Times.age(subscription.oldest()))
                    .text("DELIVERED/S", subscription -> Times.rate(subscription.deliveredPerSecond()))
                    .wrapped("REASON", SubscriptionCommands::reason),
            "no subscriptions");

    private final Services services;

    SubscriptionCommands(Services services) {
        this.services = services;
    }

    List<Command> all() {
        Names known = new Names(services);
        return List.of(
                Command.named("subscription-list", "list who hears which messages")
                        .option("--channel", "CHANNEL", "only of this channel", known::channels)
                        .json()
                        .example("subscription-list --channel Configuration")
                        .does(this::list),
                Command.named(
                                "subscription-show",
                                "show what a subscription hears, its figures and how its handler does")
                        .argument("ID", "id of the subscription, as subscription-list shows it", this::ids)
                        .json()
                        .example("subscription-show S3")
                        .does(this::show),
                Command.named(
                                "subscription-resume",
                                "deliver to a subscription again, at once if its handler was paused for being too slow")
                        .argument("ID", "id of the subscription, as subscription-list shows it", this::ids)
                        .option(Behalf.TOKEN, "TOKEN", Behalf.WHOSE)
                        .json()
                        .example("subscription-resume S3")
                        .does(this::resume),
                Command.named("subscription-close", "end a subscription, whoever made it")
                        .argument("ID", "id of the subscription, as subscription-list shows it", this::ids)
                        .option(Behalf.TOKEN, "TOKEN", Behalf.WHOSE)
                        .destroys()
                        .json()
                        .example("subscription-close S3 --force")
                        .does(this::close));
    }

    /** What it is doing, and where it delivers whether its handler is slow. */
    private static String state(SubscriptionSnapshot subscription) {
        return Choices.label(
                subscription.state() == SubscriptionSnapshot.State.ACTIVE
                                && subscription.handler().state() != HandlerStatus.State.RUNNING
                        ? subscription.handler().state()
                        : subscription.state());
    }

    private static String reason(SubscriptionSnapshot subscription) {
        return subscription.reason().isEmpty() ? subscription.handler().reason() : subscription.reason();
    }

    private void show(Arguments arguments, Output output) {
        SubscriptionSnapshot subscription = require(arguments.get("ID"));
        if (arguments.has(Command.JSON)) {
            output.json(subscription);
            return;
        }
        output.structure(SubscriptionFacts.of(subscription));
    }

    private SubscriptionSnapshot require(String id) {
        return services.bus().subscriptions().stream()
                .filter(subscription -> subscription.id().equals(id))
                .findFirst()
                .orElseThrow(() -> none(id));
    }

    private CommandException none(String id) {
        return new CommandException(
                "no subscription " + id + Similar.hint(id, ids(), "; subscription-list shows what there is"));
    }

    private void resume(Arguments arguments, Output output) {
        String id = arguments.get("ID");
        if (!Behalf.bus(services, arguments).resumeSubscription(id)) {
            throw none(id);
        }
        Done.say("resumed", id, "resumed subscription " + id, arguments, output);
    }

    private void list(Arguments arguments, Output output) {
        String channel = arguments.find("--channel");
        MessageBus bus = services.bus();
        LISTING.print(
                bus.subscriptions().stream()
                        .filter(subscription ->
                                channel == null || subscription.channel().equals(channel))
                        .toList(),
                arguments,
                output);
        long refused = bus.failedRegistrations().stream()
                .filter(each -> !each.kind().equals("configuration"))
                .count();
        if (refused > 0 && !arguments.has(Command.JSON)) {
            output.line(refused + " refused, on any channel; registration-failures says why");
        }
    }

    private void close(Arguments arguments, Output output) throws InterruptedException {
        String id = arguments.get("ID");
        SubscriptionSnapshot subscription = require(id);
        output.confirm(
                arguments,
                "subscription " + id + " of " + subscription.module() + " ends, and with it " + subscription.queued()
                        + " messages in its mailbox");
        if (!Behalf.bus(services, arguments).closeSubscription(id)) {
            throw none(id);
        }
        Done.say("closed", id, "closed subscription " + id, arguments, output);
    }

    List<String> ids() {
        MessageBus bus = services.findBus();
        return bus == null
                ? List.of()
                : bus.subscriptions().stream().map(SubscriptionSnapshot::id).toList();
    }
}
