package dev.vagus.events.internal.component;

import dev.vagus.delivery.configuration.Given;
import dev.vagus.events.internal.engine.HandlerTerms;
import dev.vagus.events.internal.history.KeepRules;
import dev.vagus.events.internal.history.Limits;
import dev.vagus.events.internal.history.TopicRules;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checked configuration. A value that is wrong is told to {@link Given}, and the one that was in force stays. Immutable.
 *
 * @param mailboxCapacity how many posted events may wait for one handler
 * @param stopDeadline how long a stop waits for them
 * @param history how much the history keeps
 * @param stickyCapacity how many sticky events are kept
 * @param handlers how long posters wait for handlers, and how long these may take
 */
record Settings(int mailboxCapacity, Duration stopDeadline, Limits history, int stickyCapacity, HandlerTerms handlers) {
    static final int DEFAULT_STICKY_CAPACITY = 1_000;
    static final String PID = "dev.vagus.events";
    static final int DEFAULT_MAILBOX_CAPACITY = 20_000;
    static final long DEFAULT_STOP_DEADLINE_MS = 3_000;
    static final Settings DEFAULTS = new Settings(
            DEFAULT_MAILBOX_CAPACITY,
            Duration.ofMillis(DEFAULT_STOP_DEADLINE_MS),
            Limits.DEFAULTS,
            DEFAULT_STICKY_CAPACITY,
            HandlerTerms.DEFAULT);

    private static final Logger LOG = LoggerFactory.getLogger(Settings.class);
    private static final int MAX_STICKY = 1_000_000;
    private static final int MAX_HISTORY = 10_000_000;
    private static final long MIN_BYTES = 1_024;
    private static final int MAX_CAPACITY = 100_000_000;
    private static final long MAX_DEADLINE_MS = 60_000;

    /** What is given to the events. */
    static Given given(Map<String, ?> values) {
        return new Given(PID, values, LOG);
    }

    /**
     * Reads a configuration.
     *
     * @param inForce what stays where a value is wrong
     */
    static Settings read(Given configuration, Settings inForce) {
        configuration.expect(EventsConfiguration.class);
        long capacity = number(
                configuration, "mailbox.capacity", DEFAULT_MAILBOX_CAPACITY, inForce.mailboxCapacity, 1, MAX_CAPACITY);
        long deadline = number(
                configuration,
                "stop.deadline.ms",
                DEFAULT_STOP_DEADLINE_MS,
                inForce.stopDeadline.toMillis(),
                0,
                MAX_DEADLINE_MS);
        long sticky = number(
                configuration, "sticky.capacity", DEFAULT_STICKY_CAPACITY, inForce.stickyCapacity, 0, MAX_STICKY);
        return new Settings(
                (int) capacity,
                Duration.ofMillis(deadline),
                history(configuration, inForce.history),
                (int) sticky,
                HandlerSettings.read(configuration, inForce.handlers));
    }

    private static Limits history(Given configuration, Limits inForce) {
        long capacity =
                number(configuration, "history.capacity", Limits.DEFAULT_CAPACITY, inForce.capacity(), 0, MAX_HISTORY);
        long bytes = number(
                configuration, "history.bytes", Limits.DEFAULT_BYTES, inForce.bytes(), MIN_BYTES, Long.MAX_VALUE / 2);
        long age = number(configuration, "history.age.ms", 0, inForce.ageMillis(), 0, Long.MAX_VALUE / 2);
        return new Limits(
                (int) capacity,
                bytes,
                age,
                rules(configuration, "history.events", inForce.rules(), KeepRules.ALL, KeepRules::of),
                rules(configuration, "history.topics", inForce.topics(), TopicRules.NONE, TopicRules::of),
                encrypted(configuration));
    }

    /** What cannot be understood means all events: rather one too many is encrypted than one too few. */
    private static KeepRules encrypted(Given configuration) {
        return rules(configuration, "history.encrypted", KeepRules.ALL, KeepRules.NONE, KeepRules::of);
    }

    private static <R> R rules(Given configuration, String key, R inForce, R absent, Function<List<String>, R> reader) {
        Object value = configuration.get(key);
        if (value == null) {
            return absent;
        }
        try {
            return reader.apply(texts(value));
        } catch (IllegalArgumentException e) {
            configuration.wrong(key + ": " + e.getMessage() + "; '" + inForce + "' stays in force");
            return inForce;
        }
    }

    /** Several texts: an array, a collection, or one text in which commas separate them. */
    private static List<String> texts(Object value) {
        Stream<?> items = value instanceof Object[] array
                ? Arrays.stream(array)
                : value instanceof Collection<?> collection
                        ? collection.stream()
                        : Arrays.stream(value.toString().split(",", -1));
        return items.map(item -> item.toString().strip())
                .filter(item -> !item.isEmpty())
                .toList();
    }

    static long number(Given configuration, String key, long absent, long inForce, long min, long max) {
        Object value = configuration.get(key);
        if (value == null) {
            return absent;
        }
        Long number = parse(value);
        if (number == null || number < min || number > max) {
            configuration.wrong(key + " is '" + value + "' but must be a whole number from " + min + " to " + max + "; "
                    + inForce + " stays in force");
            return inForce;
        }
        return number;
    }

    private static @Nullable Long parse(Object value) {
        try {
            return Long.valueOf(value.toString().strip());
        } catch (NumberFormatException e) {
            LOG.debug("Not a whole number", e);
            return null;
        }
    }
}
