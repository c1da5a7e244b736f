package dev.vagus.benchmarks.events;

import dev.vagus.benchmarks.DeliveryCounts;
import dev.vagus.benchmarks.Pace;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;
import org.osgi.service.event.EventHandler;

/**
 * An EventAdmin with handlers: those that want what is raised, and those that want something else. A handler reads one
 * property of the event, which says whose it is, and counts.
 */
final class EventTraffic implements AutoCloseable {
    private static final String PUBLISHER = "Publisher";

    private final EventFramework framework;
    private final EventAdmin admin;
    private final DeliveryCounts counts;
    private final DeliveryCounts strays;
    private final List<Pace> publishers = new CopyOnWriteArrayList<>();

    /** Registers the handlers. */
    EventTraffic(EventFramework framework, Matching how, int publishers, int matching, int others) {
        this.framework = framework;
        admin = framework.admin();
        counts = new DeliveryCounts(matching, publishers);
        strays = new DeliveryCounts(others, publishers);
        for (int i = 0; i < matching; i++) {
            framework.handle(EventHandler.class, counting(counts, i), how.matching());
        }
        for (int i = 0; i < others; i++) {
            framework.handle(EventHandler.class, counting(strays, i), how.other());
        }
    }

    private static EventHandler counting(DeliveryCounts into, int handler) {
        return event -> {
            if (event.getProperty(PUBLISHER) instanceof Integer publisher) {
                into.add(handler, publisher);
            }
        };
    }

    /** What a publisher raises, again and again: events cannot be changed. */
    static Event event(String topic, int publisher) {
        return new Event(
                topic, Map.of("Module", "LabRunner", "Setting", "MaxJobs", "NewValue", 10, PUBLISHER, publisher));
    }

    EventAdmin admin() {
        return admin;
    }

    DeliveryCounts counts() {
        return counts;
    }

    /** Adds a publisher; called by each before its first event. */
    void enlist(Pace publisher) {
        publishers.add(publisher);
    }

    /**
     * Waits until every handler has every event of every publisher, and checks that none got more. Called when the
     * publishers have stopped.
     *
     * @throws IllegalStateException when they do not come, or more come than were due
     */
    void settle() {
        publishers.forEach(Pace::settle);
    }

    /**
     * Ends the framework.
     *
     * @throws IllegalStateException when somebody got what was not for him
     */
    @Override
    public void close() {
        framework.close();
        if (strays.total() > 0) {
            throw new IllegalStateException(strays.total() + " events came to handlers that do not match");
        }
    }
}
