package dev.vagus.metrics.internal.prometheus;

import static dev.vagus.metrics.internal.prometheus.Family.Type.COUNTER;
import static dev.vagus.metrics.internal.prometheus.Family.Type.GAUGE;

import dev.vagus.bus.DeadLetterSnapshot;
import dev.vagus.events.HistorySnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is kept: dead letters and the history of events, and what their store has of it. */
final class LetterFamilies {
    private static final double MILLIS_PER_SECOND = 1e3;

    private LetterFamilies() {}

    static List<Family> deadLetters(DeadLetterSnapshot snapshot, Instant now) {
        return List.of(
                one(GAUGE, "dead_letters", "Dead letters that wait to be redriven or discarded", snapshot.letters()),
                one(GAUGE, "dead_letters_capacity", "How many dead letters are kept at most", snapshot.capacity()),
                one(
                        GAUGE,
                        "dead_letters_unwritten",
                        "Dead letters that the store does not have yet",
                        snapshot.unwritten()),
                one(
                        GAUGE,
                        "dead_letters_unwritten_age_seconds",
                        "How old the oldest dead letter is that the store does not have yet",
                        seconds(snapshot.unwrittenSince(), now)),
                one(COUNTER, "dead_letters_forgotten", "Dead letters that went for newer ones", snapshot.forgotten()),
                one(
                        COUNTER,
                        "dead_letters_missing",
                        "Dead letters that went before a store had them",
                        snapshot.missing()));
    }

    static List<Family> history(HistorySnapshot snapshot, Instant now) {
        return List.of(
                one(GAUGE, "event_history_events", "Events in the history's memory", snapshot.events()),
                one(GAUGE, "event_history_size_bytes", "Memory of the history, by an estimate", snapshot.bytes()),
                one(GAUGE, "event_history_stored", "1 while there is a store, else 0", snapshot.hasStore() ? 1 : 0),
                one(COUNTER, "event_history_recorded", "Events that the history was given", snapshot.recorded()),
                one(
                        COUNTER,
                        "event_history_unstored",
                        "Events that a store refused or failed to write",
                        snapshot.unstored()),
                one(
                        COUNTER,
                        "event_history_unread_replays",
                        "Handlers that heard of their past only what was in memory, since the store could not be read",
                        snapshot.unreadReplays()),
                one(
                        GAUGE,
                        "event_history_unwritten",
                        "Events that the store was given and has not written yet",
                        snapshot.unwritten()),
                one(
                        GAUGE,
                        "event_history_unwritten_age_seconds",
                        "For how long the oldest of these waits",
                        seconds(snapshot.unwrittenSince(), now)));
    }

    private static double seconds(@Nullable Instant since, Instant now) {
        return since == null ? 0 : Math.max(0, Duration.between(since, now).toMillis() / MILLIS_PER_SECOND);
    }

    static Family one(Family.Type type, String name, String help, double value) {
        Family family = new Family(type, "vagus_" + name, help);
        family.add(value);
        return family;
    }
}
