package dev.vagus.benchmarks.events;

import dev.vagus.benchmarks.DeliveryCounts;
import dev.vagus.benchmarks.Pace;
import dev.vagus.events.EventHistory;
import dev.vagus.events.EventPage;
import dev.vagus.events.EventPublisher;
import dev.vagus.events.EventQuery;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * Events that a module publishes and the store persists, with at most {@value #UNDER_WAY} under way. Every event counts when
 * its receipt says that it is persisted, and {@link #close} fails unless exactly those are in the database.
 */
final class StoredEvents implements AutoCloseable {
    /** How many events may wait to be persisted. */
    static final int UNDER_WAY = 20_000;

    /** The name that every so many events one has. */
    static final String RARE = "RareAlarm";

    private static final int NAMES = 40;

    private final Path folder;
    private final EventFramework framework;
    private final EventPublisher events;
    private final EventHistory history;
    private final DeliveryCounts persisted = new DeliveryCounts(1, 1);
    private final Publisher publisher = new Publisher();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final boolean allKept;
    private long published;

    private static final class Publisher extends Pace {
        void start(DeliveryCounts counts) {
            start(counts, 0, UNDER_WAY);
        }
    }

    /**
     * Begins with an empty database.
     *
     * @param most how many events the store keeps, 0 for all
     */
    StoredEvents(Path folder, long most) {
        this.folder = folder;
        allKept = most == 0;
        framework = EventFramework.vagusWithStore(folder, Map.of("history.events", most));
        events = framework.service(EventPublisher.class);
        history = framework.service(EventHistory.class);
        publisher.start(persisted);
    }

    /** Publishes so many, every {@code rare}th of them with the rare name, and waits until all are persisted. */
    void publish(long count, long rare) {
        for (long i = 0; i < count; i++) {
            publisher.beforeSend();
            published++;
            String name = published % rare == 0 ? RARE : name(published % NAMES);
            events.publish(name, Map.of("Module", "LabRunner", "Setting", "MaxJobs", "NewValue", 10, "Job", published))
                    .persisted()
                    .whenComplete(this::note);
        }
        publisher.settle();
        Throwable failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException("an event was not persisted", failed);
        }
    }

    private static String name(long number) {
        return (number % 2 == 0 ? "LabStep" : "NetPacket") + number;
    }

    private void note(Boolean stored, Throwable error) {
        if (error != null || !stored) {
            failure.compareAndSet(null, error != null ? error : new IllegalStateException("there is no store"));
        }
        persisted.add(0, 0);
    }

    /** A page of the history, memory and database together. */
    EventPage query(EventQuery query) {
        return history.query(query);
    }

    /** How many bytes the database takes. */
    long fileSize() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Ends it all.
     *
     * @throws IllegalStateException when the database does not hold exactly what was published
     */
    @Override
    public void close() {
        framework.close();
        try (Connection connection = DriverManager.getConnection("jdbc:h2:file:" + folder.resolve("history"));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM vagus_event")) {
            row.next();
            if (allKept && row.getLong(1) != published) {
                throw new IllegalStateException(
                        published + " events were persisted, and " + row.getLong(1) + " are in the database");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the database cannot be read", e);
        }
    }
}
