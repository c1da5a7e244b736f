package dev.vagus.shell.internal.commands;

import dev.vagus.bus.ChannelSnapshot;
import dev.vagus.bus.ChannelSpec;
import dev.vagus.bus.MessageBus;
import dev.vagus.bus.OverflowPolicy;
import dev.vagus.bus.Retention;
import dev.vagus.shell.internal.model.Arguments;
import dev.vagus.shell.internal.model.Choices;
import dev.vagus.shell.internal.model.Command;
import dev.vagus.shell.internal.model.Listing;
import dev.vagus.shell.internal.model.Output;
import dev.vagus.shell.internal.model.Table;
import dev.vagus.shell.internal.model.Values;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The commands about channels. */
final class ChannelCommands {
    private static final Listing<ChannelSnapshot> LISTING = Listing.of(
            new Table<ChannelSnapshot>()
                    .text("CHANNEL", ChannelSnapshot::name)
                    .state("STATE", channel -> Choices.label(channel.state()))
                    .number("SUBSCRIPTIONS", ChannelSnapshot::subscriptions)
                    .number("SENT", ChannelSnapshot::sent)
                    .number("ROUTED", ChannelSnapshot::routed)
                    .number("UNROUTED", ChannelSnapshot::unrouted)
                    .number("FILTERED", ChannelSnapshot::filtered)
                    .number("REFUSED", ChannelSnapshot::refused)
                    .number("QUEUED", ChannelSnapshot::queued)
                    .text("OLDEST", channel -> Times.age(channel.oldest()))
                    .text("SENT/S", channel -> Times.rate(channel.sentPerSecond()))
                    .text("DESCRIPTION", channel -> channel.spec().description()),
            "no channels; the first message or subscription makes one");

    private final Services services;
    private final Channels channels;

    ChannelCommands(Services services) {
        this.services = services;
        this.channels = new Channels(services);
    }

    List<Command> all() {
        return List.of(
                Command.named("channel-create", "create a channel, or change the settings of one")
                        .argument("CHANNEL", "name of the channel", channels::names)
                        .option("--description", "TEXT", "what it is for")
                        .option("--capacity", "N", "how many messages the mailbox of a subscription holds")
                        .option("--overflow", Choices.of(OverflowPolicy.class), "what happens when a mailbox is full")
                        .option("--block-timeout", "TIME", "how long a publisher waits under the policy block")
                        .option("--ttl", "TIME", "how long a message lives that does not say so itself")
                        .option("--retain", "N", "how many messages are kept for subscriptions that come later")
                        .option("--encrypted", "true|false", "whether its dead letters are stored encrypted only")
                        .option("--retain-for", "TIME", "how long each of them is kept")
                        .option(Behalf.TOKEN, "TOKEN", Behalf.WHOSE)
                        .json()
                        .example("channel-create Orders --capacity 1000 --overflow drop-oldest --ttl 5m")
                        .does(this::create),
                Command.named("channel-list", "list the channels and their figures")
                        .json()
                        .example("channel-list")
                        .does((arguments, output) ->
                                LISTING.print(services.bus().channels(), arguments, output)),
                Command.named("channel-show", "show the settings, figures and subscriptions of a channel")
                        .argument("CHANNEL", "name of the channel", channels::names)
                        .json()
                        .example("channel-show Configuration")
                        .does(this::show),
                Command.named("channel-remove", "remove a channel with what is queued on it")
                        .argument("CHANNEL", "name of the channel", channels::names)
                        .option(Behalf.TOKEN, "TOKEN", Behalf.WHOSE)
                        .destroys()
                        .json()
                        .example("channel-remove Orders --force")
                        .does(this::remove),
                Command.named("channel-clear", "drop what is queued on a channel")
                        .argument("CHANNEL", "name of the channel", channels::names)
                        .option(Behalf.TOKEN, "TOKEN", Behalf.WHOSE)
                        .destroys()
                        .json()
                        .example("channel-clear Orders --force")
                        .does(this::clear));
    }

    private void create(Arguments arguments, Output output) {
        MessageBus bus = Behalf.bus(services, arguments);
        String name = arguments.get("CHANNEL");
        ChannelSpec spec = bus.channel(name).map(ChannelSnapshot::spec).orElseGet(() -> ChannelSpec.named(name));
        if (arguments.has("--description")) {
            spec = spec.describedAs(arguments.find("--description", ""));
        }
        Integer capacity = arguments.count("--capacity");
        if (capacity != null) {
            spec = spec.withCapacity(capacity);
        }
        Duration blockTimeout = arguments.duration("--block-timeout");
        if (blockTimeout != null) {
            spec = spec.blocking(blockTimeout);
        }
        OverflowPolicy overflow = arguments.choice("--overflow", OverflowPolicy.class);
        if (overflow != null) {
            spec = spec.withOverflow(overflow);
        }
        Duration timeToLive = arguments.duration("--ttl");
        if (timeToLive != null) {
            spec = spec.withTimeToLive(timeToLive);
        }
        Integer retained = arguments.count("--retain");
        Duration kept = arguments.duration("--retain-for");
        if (retained != null || kept != null) {
            Retention former = spec.retention();
            spec = spec.retaining(
                    new Retention(retained == null ? former.last() : retained, kept == null ? former.atMost() : kept));
        }
        String encrypted = arguments.find("--encrypted");
        if (encrypted != null) {
            spec = spec.storedEncrypted(Values.bool("--encrypted", encrypted));
        }
        boolean created = bus.createChannel(spec);
        if (arguments.has(Command.JSON)) {
            output.json(Map.of("channel", name, "created", created));
        } else {
            output.line((created ? "created channel " : "changed channel ") + name);
        }
    }

    private void show(Arguments arguments, Output output) {
        ChannelSnapshot channel = channels.require(arguments.get("CHANNEL"));
        var subscriptions = services.bus().subscriptions().stream()
                .filter(subscription -> subscription.channel().equals(channel.name()))
                .toList();
        if (arguments.has(Command.JSON)) {
            output.json(Map.of("channel", channel, "subscriptions", subscriptions));
            return;
        }
        ChannelSpec spec = channel.spec();
        Duration timeToLive = spec.timeToLive();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("channel", spec.name());
        facts.put("description", spec.description().isEmpty() ? "-" : spec.description());
        facts.put("capacity per subscription", messages(spec.capacity()));
        facts.put("when full", Choices.label(spec.overflow()));
        facts.put("block timeout", Times.text(spec.blockTimeout()));
        facts.put("time to live", timeToLive == null ? "for ever" : Times.text(timeToLive));
        Duration kept = spec.retention().atMost();
        facts.put(
                "retained",
                channel.retained() + " of at most " + messages(spec.retention().last())
                        + (kept == null ? "" : ", each for " + Times.text(kept)));
        facts.put("stored encrypted only", spec.encrypted() ? "yes" : "no");
        facts.put("sent", messages(channel.sent()));
        facts.put("routed", messages(channel.routed()));
        facts.put("unrouted", messages(channel.unrouted()));
        facts.put("filtered", messages(channel.filtered()));
        facts.put("refused", messages(channel.refused()));
        facts.put("sent per second", Times.rate(channel.sentPerSecond()) + " messages");
        facts.put("queued", messages(channel.queued()));
        facts.put("oldest queued", channel.oldest().isZero() ? "-" : Times.age(channel.oldest()));
        facts.put("state", Choices.label(channel.state()));
        output.structure(facts);
        output.line("");
        SubscriptionCommands.LISTING.print(subscriptions, arguments, output);
    }

    private void remove(Arguments arguments, Output output) throws InterruptedException {
        ChannelSnapshot channel = channels.require(arguments.get("CHANNEL"));
        String name = channel.name();
        output.confirm(arguments, "channel " + name + " goes with " + messages(channel.queued()) + " queued on it");
        long cleared = Behalf.bus(services, arguments).removeChannel(name);
        Done.say(
                "cleared", cleared, "removed channel " + name + " and cleared " + messages(cleared), arguments, output);
    }

    private void clear(Arguments arguments, Output output) throws InterruptedException {
        ChannelSnapshot channel = channels.require(arguments.get("CHANNEL"));
        String name = channel.name();
        output.confirm(arguments, messages(channel.queued()) + " queued on channel " + name + " would be dropped");
        long cleared = Behalf.bus(services, arguments).clear(name);
        Done.say("cleared", cleared, "cleared " + messages(cleared) + " of channel " + name, arguments, output);
    }

    private static String messages(long count) {
        return count == 1 ? "1 message" : count + " messages";
    }
}
