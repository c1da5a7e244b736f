package dev.vagus.store.internal.engine;

import dev.vagus.events.EventPage;
import dev.vagus.events.EventQuery;
import dev.vagus.events.ModuleEvent;
import dev.vagus.module.ErrorCategory;
import dev.vagus.spi.HistoryStore;
import dev.vagus.spi.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/** The history of events in a database. Queries open a connection of their own. Thread-safe. */
public final class JdbcHistoryStore implements HistoryStore {
    private static final long WAIT_SECONDS = 10;

    private final MigratedConnections connections;
    private final Rows rows = new Rows();
    private final PageReader pages = new PageReader(rows);
    private final Sealing sealing;
    private final SealedEvents sealedEvents;
    private final Retention retention;
    private final Writer writer;

    /**
     * A store that does nothing before {@link #start}.
     *
     * @param connections to the database
     * @param bounds how much waits and how much is kept
     * @param nanoClock a monotonic clock
     * @param wallClockMillis for the age of events
     * @param sealing of events that must not be written as they are
     */
    public JdbcHistoryStore(
            Connections connections,
            Bounds bounds,
            LongSupplier nanoClock,
            LongSupplier wallClockMillis,
            Sealing sealing) {
        this.connections = new MigratedConnections(connections);
        retention = new Retention(bounds, wallClockMillis);
        this.sealing = sealing;
        sealedEvents = new SealedEvents(sealing, rows);
        Database database = new Database(this.connections, rows, retention);
        writer = new Writer(database, retention, bounds, nanoClock, event -> sealing.sealed(event, rows));
    }

    /** Begins to write. */
    public void start() {
        writer.start();
    }

    /** Writes what waits until the deadline, then fails the rest. */
    public void stop() {
        writer.stop();
    }

    /** How many events found no room since the start. */
    long refused() {
        return writer.refused();
    }

    @Override
    public CompletionStage<?> append(ModuleEvent event) {
        CompletableFuture<Void> written = new CompletableFuture<>();
        writer.take(new Taken(event, written));
        return written.minimalCompletionStage();
    }

    @Override
    public EventPage query(EventQuery query) {
        IdRange.of(query, Lead.NONE);
        awaitWritten();
        EventPage page = inDatabase("read", connection -> pages.read(connection, query));
        return new EventPage(
                page.events().stream().map(event -> sealing.opened(event, rows)).toList(), page.next());
    }

    @Override
    public long clear(EventQuery which) {
        EventQuery everyPage = which.after(null);
        awaitWritten();
        return inDatabase("cleared", connection -> {
            IdRange ids = IdRange.of(everyPage, Lead.read(connection));
            Conditions conditions = Conditions.ofReadable(everyPage, rows, ids);
            try (PreparedStatement delete =
                    connection.prepareStatement("DELETE FROM vagus_event WHERE " + conditions.sql())) {
                conditions.bind(delete, 1);
                long cleared = delete.executeUpdate() + sealedEvents.clear(connection, everyPage);
                connection.commit();
                return cleared;
            } finally {
                retention.recount();
            }
        });
    }

    /** Waits until everything is written that was taken before. */
    private void awaitWritten() {
        CompletableFuture<Void> written = new CompletableFuture<>();
        writer.take(new Taken(null, written));
        try {
            written.get(WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException(ErrorCategory.CANCELLED, "The wait for the store was interrupted", e);
        } catch (ExecutionException e) {
            throw new StoreException(ErrorCategory.UNAVAILABLE, "The store cannot be asked now: " + e.getMessage(), e);
        } catch (TimeoutException e) {
            throw new StoreException(
                    ErrorCategory.BUSY,
                    "The store did not write in " + WAIT_SECONDS
                            + " s what waits; see the log for what its database says",
                    e);
        }
    }

    private interface Work<T> {
        T in(Connection connection) throws SQLException;
    }

    private <T> T inDatabase(String what, Work<T> work) {
        try (Connection connection = connections.open()) {
            T result = work.in(connection);
            connection.commit();
            return result;
        } catch (SQLException e) {
            throw new StoreException(
                    ErrorCategory.UNAVAILABLE, "The database cannot be " + what + " now: " + Failures.describe(e), e);
        }
    }
}
