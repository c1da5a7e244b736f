package dev.vagus.shell.internal.commands;

import dev.vagus.events.EventQuery;
import dev.vagus.events.EventTopics;
import dev.vagus.shell.internal.model.Arguments;
import dev.vagus.shell.internal.model.Command;
import dev.vagus.shell.internal.model.CommandException;
import dev.vagus.shell.internal.model.CommandLine;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The words by which a person says which events are meant. */
final class EventCriteria {
    static final String ALL = "--all";

    private static final String PATTERN = "PATTERN";
    private static final String ANY = "*";

    private EventCriteria() {}

    /** Adds the pattern of names, as the next argument, and the options. */
    static Command.Draft on(Names known, Supplier<List<String>> names, Command.Draft draft) {
        return draft.optional(
                        PATTERN,
                        "only names like this, or topics of other OSGi events; * stands for any characters",
                        names)
                .option("--channel", PATTERN, "only channels like this", known::eventChannels)
                .option("--source", PATTERN, "only of modules like this", known::modules)
                .option("--correlation", "ID", "only of this correlation id", known::correlations)
                .option("--since", "TIME", "only of this time or later: 5m or 2h ago, 08:30, 2026-01-31T08:30")
                .option("--until", "TIME", "only before this time")
                .option("--text", "TEXT", "only with this text in their data, in upper or lower case");
    }

    /** What the words say. */
    static EventQuery query(Arguments arguments) {
        Instant since = arguments.moment("--since");
        Instant until = arguments.moment("--until");
        if (since != null && until != null && !since.isBefore(until)) {
            throw new CommandException("--since must be before --until, but is " + since + ", and --until is " + until);
        }
        return EventQuery.ALL
                .named(name(arguments))
                .on(channel(arguments))
                .by(orAny(arguments.text("--source")))
                .correlatedBy(arguments.text("--correlation"))
                .between(since, until)
                .containing(arguments.text("--text"));
    }

    /** The same for a command that does something to them: nothing said is not everything. */
    static EventQuery chosen(Arguments arguments) {
        EventQuery query = query(arguments);
        boolean all = arguments.has(ALL);
        if (query.equals(EventQuery.ALL) && !all) {
            throw new CommandException(
                    "say which: a name pattern, --channel, --source, --correlation, --since, --until," + " --text, or "
                            + ALL);
        }
        if (all && !query.equals(EventQuery.ALL)) {
            throw new CommandException(ALL + " means every event; leave it out, or what narrows it down");
        }
        return query;
    }

    /** Adds what says the same to a line; times as they are, however late it is typed. */
    static CommandLine repeat(EventQuery query, CommandLine line) {
        return line.word(orNull(query.name()))
                .option("--channel", orNull(query.channel()))
                .option("--source", orNull(query.source()))
                .option("--correlation", query.correlationId())
                .option("--since", query.from())
                .option("--until", query.until())
                .option("--text", query.text());
    }

    /** Which events are meant, for people. */
    static String text(EventQuery query) {
        return query.equals(EventQuery.ALL)
                ? "every event"
                : "the events of '"
                        + repeat(query, new CommandLine("")).toString().strip() + "'";
    }

    /** A pattern of names or of topics of other OSGi events; one that nothing can match is a mistake. */
    private static String name(Arguments arguments) {
        String pattern = orAny(arguments.text(PATTERN));
        if (pattern.startsWith(EventTopics.PREFIX)) {
            throw new CommandException(
                    "'" + pattern + "' is a topic; say the name as the pattern, and --channel CHANNEL");
        }
        return require(
                "the pattern of names",
                pattern,
                "[A-Za-z0-9_*/-]+",
                "use letters, digits, '_' and '-', '/' in topics of other OSGi events,");
    }

    private static String channel(Arguments arguments) {
        return require(
                "--channel",
                orAny(arguments.text("--channel")),
                "[A-Za-z0-9_*-]{1,128}",
                "use at most 128 letters, digits, '_' and '-',");
    }

    private static String require(String what, String pattern, String valid, String advice) {
        if (!pattern.matches(valid)) {
            throw new CommandException(
                    what + " '" + pattern + "' can match nothing: " + advice + " and * for any characters");
        }
        return pattern;
    }

    private static String orAny(@Nullable String pattern) {
        return pattern == null ? ANY : pattern;
    }

    private static @Nullable String orNull(String pattern) {
        return pattern.equals(ANY) ? null : pattern;
    }
}
