package dev.vagus.metrics.internal.prometheus;

import static dev.vagus.metrics.internal.prometheus.Family.Type.COUNTER;
import static dev.vagus.metrics.internal.prometheus.Family.Type.GAUGE;

import dev.vagus.bus.DeadLetterSnapshot;
import dev.vagus.events.HistorySnapshot;
import java.util.List;

/** What is kept: dead letters and the history of events, and what their store has of it. */
final class LetterFamilies {
    private LetterFamilies() {}

    static List<Family> deadLetters(DeadLetterSnapshot snapshot) {
        return List.of(
                one(GAUGE, "dead_letters", "Dead letters that wait to be redriven or discarded", snapshot.letters()),
                one(GAUGE, "dead_letters_capacity", "How many dead letters are kept at most", snapshot.capacity()),
                one(
                        GAUGE,
                        "dead_letters_unwritten",
                        "Dead letters that the store does not have yet",
                        snapshot.unwritten()),
                one(COUNTER, "dead_letters_forgotten", "Dead letters that went for newer ones", snapshot.forgotten()),
                one(
                        COUNTER,
                        "dead_letters_missing",
                        "Dead letters that went before a store had them",
                        snapshot.missing()));
    }

    static List<Family> history(HistorySnapshot snapshot) {
        return List.of(
                one(GAUGE, "event_history_events", "Events in the history's memory", snapshot.events()),
                one(GAUGE, "event_history_size_bytes", "Memory of the history, by an estimate", snapshot.bytes()),
                one(GAUGE, "event_history_stored", "1 while there is a store, else 0", snapshot.hasStore() ? 1 : 0),
                one(COUNTER, "event_history_recorded", "Events that the history was given", snapshot.recorded()),
                one(
                        COUNTER,
                        "event_history_unstored",
                        "Events that a store refused or failed to write",
                        snapshot.unstored()));
    }

    static Family one(Family.Type type, String name, String help, double value) {
        Family family = new Family(type, "vagus_" + name, help);
        family.add(value);
        return family;
    }
}
