package dev.vagus.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which events of the past are meant, and which page of them. Immutable; start from {@link #ALL} and narrow it. In the
 * patterns {@code *} stands for any run of characters.
 *
 * @param name a pattern of names; those of OSGi events that are no Vagus events are their topics, so that {@code org/acme/*}
 *     means them, and {@code *}{@code /*} all of them
 * @param channel a pattern of channels; the empty one means events that have none, which are those
 * @param source a pattern of the names of the modules that published
 * @param correlationId only those of this correlation id; null for any
 * @param from only those of this time or later; null for any
 * @param until only those before this time; null for any
 * @param text only those with this text in a name or a value of their data, in upper or lower case; null for any
 * @param newestFirst whether the latest come first rather than last
 * @param limit how many a page holds, 1 to {@value #MOST}
 * @param after where the page begins: {@link EventPage#next} of the page before it; null for the first page
 */
public record EventQuery(
        String name,
        String channel,
        String source,
        @Nullable String correlationId,
        @Nullable Instant from,
        @Nullable Instant until,
        @Nullable String text,
        boolean newestFirst,
        int limit,
        @Nullable String after) {
    /** How many events a page holds at most. */
    public static final int MOST = 10_000;

    /** The latest hundred of all. */
    public static final EventQuery ALL = new EventQuery("*", "*", "*", null, null, null, null, true, 100, null);

    /**
     * Checks the limit.
     *
     * @throws IllegalArgumentException when it is out of range
     */
    public EventQuery {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("the limit must be from 1 to " + MOST + ", but is " + limit);
        }
    }

    /** Those of these names only. */
    public EventQuery named(String pattern) {
        return new EventQuery(pattern, channel, source, correlationId, from, until, text, newestFirst, limit, after);
    }

    /** Those on these channels only. */
    public EventQuery on(String pattern) {
        return new EventQuery(name, pattern, source, correlationId, from, until, text, newestFirst, limit, after);
    }

    /** Those of these modules only. */
    public EventQuery by(String pattern) {
        return new EventQuery(name, channel, pattern, correlationId, from, until, text, newestFirst, limit, after);
    }

    /** Those of this correlation id only. */
    public EventQuery correlatedBy(@Nullable String id) {
        return new EventQuery(name, channel, source, id, from, until, text, newestFirst, limit, after);
    }

    /** Those of this span of time only, its end not included; null for an open end. */
    public EventQuery between(@Nullable Instant start, @Nullable Instant end) {
        return new EventQuery(name, channel, source, correlationId, start, end, text, newestFirst, limit, after);
    }

    /** Those with this text in their data only. */
    public EventQuery containing(@Nullable String part) {
        return new EventQuery(name, channel, source, correlationId, from, until, part, newestFirst, limit, after);
    }

    /** The same, the oldest first. */
    public EventQuery oldestFirst() {
        return new EventQuery(name, channel, source, correlationId, from, until, text, false, limit, after);
    }

    /**
     * The same in pages of this size.
     *
     * @throws IllegalArgumentException when the size is out of range
     */
    public EventQuery limit(int events) {
        return new EventQuery(name, channel, source, correlationId, from, until, text, newestFirst, events, after);
    }

    /** The page that begins here: {@link EventPage#next} of the one before it. */
    public EventQuery after(@Nullable String place) {
        return new EventQuery(name, channel, source, correlationId, from, until, text, newestFirst, limit, place);
    }
}
