package dev.vagus.shell.internal.commands;

import dev.vagus.bus.DeadLetter;
import dev.vagus.bus.DeadLetterFilter;
import dev.vagus.bus.DeadLetterSnapshot;
import dev.vagus.bus.MessageBus;
import dev.vagus.bus.Redrive;
import dev.vagus.bus.RedriveReport;
import dev.vagus.module.ErrorRecord;
import dev.vagus.module.TimeOrderedId;
import dev.vagus.shell.internal.model.Arguments;
import dev.vagus.shell.internal.model.Command;
import dev.vagus.shell.internal.model.CommandException;
import dev.vagus.shell.internal.model.Listing;
import dev.vagus.shell.internal.model.Output;
import dev.vagus.shell.internal.model.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The commands about messages that no attempt could deliver. */
final class DeadLetterCommands {
    private static final String ALL = "--all";
    private static final Listing<DeadLetter> LISTING = new Listing<>(
            new Table<DeadLetter>()
                    .text("ID", DeadLetter::id)
                    .text("CHANNEL", letter -> letter.message().channel())
                    .text("TYPE", letter -> letter.message().type())
                    .text("SUBSCRIPTION", DeadLetter::subscription)
                    .text("MODULE", DeadLetter::module)
                    .number("ATTEMPTS", DeadLetter::attempts)
                    .text("FAILED AT", letter -> Times.date(letter.failedAt()))
                    .fixed("STORED", letter -> letter.stored() ? "yes" : "no")
                    .wrapped("CAUSE", letter -> letter.cause().summary()),
            DeadLetterCommands::structure,
            "no dead letters");

    private final Services services;

    DeadLetterCommands(Services services) {
        this.services = services;
    }

    List<Command> all() {
        Names known = new Names(services);
        return List.of(
                filtered(
                                known,
                                Command.named(
                                        "dead-letter-list", "list the latest messages that no attempt could deliver"))
                        .json()
                        .example("dead-letter-list --channel Orders")
                        .does(this::list),
                Command.named("dead-letter-show", "show a dead letter with its message and why it failed")
                        .argument("ID", "id of the dead letter, as dead-letter-list shows it", this::ids)
                        .json()
                        .example("dead-letter-show 01JD6X8Z3T000")
                        .does(this::show),
                filtered(
                                known,
                                Command.named("dead-letter-redrive", "queue dead letters anew for their subscriptions")
                                        .optional("ID", "id of one dead letter", this::ids)
                                        .option(
                                                "--to",
                                                "SUBSCRIPTION",
                                                "to another of the channel, by name or id; with ID",
                                                known::subscriptionNames))
                        .flag(ALL, "every dead letter")
                        .option(Behalf.TOKEN, "TOKEN", Behalf.WHOSE)
                        .json()
                        .example("dead-letter-redrive 01JD6X8Z3T000")
                        .example("dead-letter-redrive --channel Orders --subscription shop")
                        .does(this::redrive),
                filtered(
                                known,
                                Command.named("dead-letter-discard", "throw dead letters away")
                                        .optional("ID", "id of one dead letter", this::ids))
                        .flag(ALL, "every dead letter")
                        .option(Behalf.TOKEN, "TOKEN", Behalf.WHOSE)
                        .destroys()
                        .json()
                        .example("dead-letter-discard --channel Orders --force")
                        .does(this::discard));
    }

    private static Command.Draft filtered(Names known, Command.Draft draft) {
        return draft.option("--channel", "CHANNEL", "only of this channel", known::channels)
                .option(
                        "--subscription",
                        "SUBSCRIPTION",
                        "only of the subscription of this name or id",
                        known::subscriptionNames)
                .option("--type", "TYPE", "only of messages of this type", known::messageTypes);
    }

    private static DeadLetterFilter filter(Arguments arguments) {
        return new DeadLetterFilter(
                arguments.find("--channel"), arguments.find("--subscription"), arguments.find("--type"));
    }

    /** What one of the commands that change something is about; nothing said is not everything. */
    private static DeadLetterFilter chosen(Arguments arguments) {
        DeadLetterFilter filter = filter(arguments);
        if (filter.equals(DeadLetterFilter.ALL) && !arguments.has(ALL)) {
            throw new CommandException("say which: an ID, --channel, --subscription, --type, or " + ALL);
        }
        return filter;
    }

    private void list(Arguments arguments, Output output) {
        LISTING.print(services.bus().deadLetters(filter(arguments)), arguments, output);
        if (!arguments.has(Command.JSON)) {
            gap(services.bus().deadLetterSnapshot(), output);
        }
    }

    /** What a person should know of the store, beside which letters it has. */
    private static void gap(DeadLetterSnapshot snapshot, Output output) {
        if (snapshot.hasStore() && snapshot.unwritten() > 0) {
            output.line(count(snapshot.unwritten()) + " not in the store, which is behind or fails: see the log");
        }
        if (snapshot.hasStore() && snapshot.missing() > 0) {
            output.line(count(snapshot.missing()) + " never came into the store since the bus started");
        }
    }

    private DeadLetter require(String text) {
        return services.bus().deadLetter(id(text)).orElseThrow(() -> unknown(text));
    }

    private static TimeOrderedId id(String text) {
        try {
            return TimeOrderedId.parse(text);
        } catch (IllegalArgumentException e) {
            throw new CommandException(String.valueOf(e.getMessage()));
        }
    }

    private static CommandException unknown(String id) {
        return new CommandException("no dead letter " + id + "; dead-letter-list shows what there is");
    }

    private void show(Arguments arguments, Output output) {
        DeadLetter letter = require(arguments.get("ID"));
        if (arguments.has(Command.JSON)) {
            output.json(structure(letter));
        } else {
            Map<String, @Nullable Object> facts = structure(letter);
            facts.put("cause", readable(letter.cause()));
            output.structure(facts);
        }
    }

    /** The cause for people: each frame of its stack on a line of its own. */
    private static Map<String, @Nullable Object> readable(ErrorRecord error) {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("category", error.category().label());
        facts.put("type", error.type());
        facts.put("message", error.message());
        facts.put(
                "stack",
                error.stack().stream().map(frame -> Map.of("at", frame)).toList());
        ErrorRecord cause = error.cause();
        if (cause != null) {
            facts.put("cause", readable(cause));
        }
        return facts;
    }

    private void redrive(Arguments arguments, Output output) {
        String id = arguments.find("ID");
        if (id == null) {
            if (arguments.has("--to")) {
                throw new CommandException("--to needs the ID of a dead letter");
            }
            report(Behalf.bus(services, arguments).redrive(chosen(arguments)), arguments, output);
            return;
        }
        DeadLetter letter = require(id);
        String other = arguments.find("--to");
        String to = other == null ? letter.subscription() : other;
        MessageBus bus = Behalf.bus(services, arguments);
        Redrive result = other == null ? bus.redrive(letter.id()) : bus.redrive(letter.id(), other);
        switch (result) {
            case QUEUED ->
                Done.say(
                        "queued",
                        1,
                        "queued message " + letter.message().id() + " for subscription " + to,
                        arguments,
                        output);
            case NOT_FOUND -> throw unknown(id);
            case NO_SUBSCRIPTION ->
                throw new CommandException("there is no subscription " + to + " on channel "
                        + letter.message().channel() + " now; it stays a dead letter. --to names another");
            case NO_ROOM ->
                throw new CommandException(
                        "the mailbox of subscription " + to + " has no room; it stays a dead letter");
        }
    }

    private static void report(RedriveReport report, Arguments arguments, Output output) {
        if (arguments.has(Command.JSON)) {
            output.json(report);
            return;
        }
        output.line("queued " + report.queued() + " of "
                + count(report.queued() + report.noSubscription() + report.noRoom()));
        if (report.noSubscription() > 0) {
            output.line(report.noSubscription() + " stay: their subscription is not there");
        }
        if (report.noRoom() > 0) {
            output.line(report.noRoom() + " stay: the mailbox of their subscription has no room");
        }
    }

    private static String count(long letters) {
        return letters == 1 ? "1 dead letter" : letters + " dead letters";
    }

    private void discard(Arguments arguments, Output output) throws InterruptedException {
        String id = arguments.find("ID");
        if (id == null) {
            DeadLetterFilter filter = chosen(arguments);
            output.confirm(arguments, count(services.bus().deadLetters(filter).size()) + " would be lost");
            long discarded = Behalf.bus(services, arguments).discard(filter);
            Done.say("discarded", discarded, "discarded " + count(discarded), arguments, output);
            return;
        }
        TimeOrderedId letter = require(id).id();
        output.confirm(arguments, "dead letter " + id + " would be lost");
        if (!Behalf.bus(services, arguments).discard(letter)) {
            throw unknown(id);
        }
        Done.say("discarded", 1, "discarded dead letter " + id, arguments, output);
    }

    private List<String> ids() {
        MessageBus bus = services.findBus();
        return bus == null
                ? List.of()
                : bus.deadLetters().stream()
                        .map(letter -> letter.id().toString())
                        .toList();
    }

    private static Map<String, @Nullable Object> structure(DeadLetter letter) {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("id", letter.id().toString());
        facts.put("subscription", letter.subscription());
        facts.put("module", letter.module());
        facts.put("attempts", letter.attempts());
        facts.put("firstFailedAt", letter.firstFailedAt());
        facts.put("failedAt", letter.failedAt());
        facts.put("stored", letter.stored());
        facts.put("cause", letter.cause());
        if (!letter.withheld().isEmpty()) {
            facts.put("withheld", letter.withheld());
        }
        facts.put("message", MessageCommands.structure(letter.message()));
        return facts;
    }
}
