package dev.vagus.benchmarks.bus;

import dev.vagus.benchmarks.DeliveryCounts;
import dev.vagus.benchmarks.Pace;
import dev.vagus.benchmarks.bus.carrier.Kind;
import dev.vagus.benchmarks.bus.carrier.Transport;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A carrier with its subscribers: those that hear what is sent, and those that hear something else. A subscriber reads
 * one field of the payload, which says whose message it is, and counts.
 */
final class Traffic implements AutoCloseable {
    /** How many messages are under way at most. */
    static final int WINDOW = 1_024;

    private static final String PUBLISHER = "Publisher";

    private final Transport transport;
    private final DeliveryCounts counts;
    private final DeliveryCounts strays;
    private final List<Pace> publishers = new CopyOnWriteArrayList<>();

    /** Subscribes and opens the way. */
    Traffic(Transport transport, int publishers, int matching, int others) {
        this.transport = transport;
        counts = new DeliveryCounts(matching, publishers);
        strays = new DeliveryCounts(others, publishers);
        for (int i = 0; i < matching; i++) {
            subscribe(Kind.CONFIG_CHANGED, counts, i);
        }
        for (int i = 0; i < others; i++) {
            subscribe(Kind.JOB_DONE, strays, i);
        }
        transport.start();
    }

    private void subscribe(Kind kind, DeliveryCounts into, int subscriber) {
        transport.subscribe(kind, payload -> {
            if (payload.get(PUBLISHER) instanceof Integer publisher) {
                into.add(subscriber, publisher);
            }
        });
    }

    /** What a publisher sends: a small map. */
    static Map<String, Object> payload(int publisher) {
        return Map.of("Module", "LabRunner", "Setting", "MaxJobs", "NewValue", 10, PUBLISHER, publisher);
    }

    DeliveryCounts counts() {
        return counts;
    }

    /** Adds a publisher; called by each before its first message. */
    void enlist(Pace publisher) {
        publishers.add(publisher);
    }

    /**
     * Waits until every subscriber has every message of every publisher, and checks that none got more. Called when the
     * publishers have stopped, by one thread for all: the carrier may be closed next.
     *
     * @throws IllegalStateException when they do not come, or more come than were due
     */
    void settle() {
        publishers.forEach(Pace::settle);
    }

    void send(Map<String, Object> payload) {
        transport.send(payload);
    }

    /**
     * Ends the carrier.
     *
     * @throws IllegalStateException when somebody got what was not for him
     */
    @Override
    public void close() {
        transport.close();
        if (strays.total() > 0) {
            throw new IllegalStateException(strays.total() + " messages came to subscribers that do not match");
        }
    }
}
