package dev.vagus.shell.internal.commands;

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
                    .text("STATE", subscription -> Choices.label(subscription.state()))
                    .number("OFFERED", SubscriptionSnapshot::offered)
                    .number("DELIVERED", SubscriptionSnapshot::delivered)
                    .number(
                            "LOST",
                            subscription -> subscription.expired() + subscription.dropped() + subscription.cleared())
                    .number("DEAD", SubscriptionSnapshot::dead)
                    .number("QUEUED", subscription -> subscription.queued() + subscription.inFlight())
                    .text("REASON", SubscriptionSnapshot::reason),
            "no subscriptions");

    private final Services services;

    SubscriptionCommands(Services services) {
        this.services = services;
    }

    List<Command> all() {
        return List.of(
                Command.named("subscription-list", "list who hears which messages")
                        .option("--channel", "CHANNEL", "only of this channel")
                        .json()
                        .example("subscription-list --channel Configuration")
                        .does(this::list),
                Command.named("subscription-close", "end a subscription, whoever made it")
                        .argument("ID", "id of the subscription, as subscription-list shows it")
                        .completedBy(this::ids)
                        .example("subscription-close 3")
                        .does(this::close));
    }

    private void list(Arguments arguments, Output output) {
        String channel = arguments.find("--channel");
        LISTING.print(
                services.bus().subscriptions().stream()
                        .filter(subscription ->
                                channel == null || subscription.channel().equals(channel))
                        .toList(),
                arguments,
                output);
    }

    private void close(Arguments arguments, Output output) {
        String id = arguments.get("ID");
        if (!services.bus().closeSubscription(id)) {
            throw new CommandException(
                    "no subscription " + id + Similar.hint(id, ids(), "; subscription-list shows what there is"));
        }
        output.line("closed subscription " + id);
    }

    List<String> ids() {
        MessageBus bus = services.findBus();
        return bus == null
                ? List.of()
                : bus.subscriptions().stream().map(SubscriptionSnapshot::id).toList();
    }
}
