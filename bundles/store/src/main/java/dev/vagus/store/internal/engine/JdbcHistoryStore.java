package dev.vagus.store.internal.engine;

import dev.vagus.events.EventPage;
import dev.vagus.events.EventQuery;
import dev.vagus.events.ModuleEvent;
import dev.vagus.module.ErrorCategory;
import dev.vagus.module.TimeOrderedId;
import dev.vagus.spi.HistoryStore;
import dev.vagus.spi.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
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
    private final Writer writer;

    /**
     * A store that does nothing before {@link #start}.
     *
     * @param connections to the database
     * @param bounds how much waits and how much is kept
     * @param nanoClock a monotonic clock
     * @param wallClockMillis for the age of events
     */
    public JdbcHistoryStore(
            Connections connections, Bounds bounds, LongSupplier nanoClock, LongSupplier wallClockMillis) {
        this.connections = new MigratedConnections(connections);
        writer = new Writer(new Database(this.connections, rows, wallClockMillis), bounds, nanoClock);
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
        Conditions conditions = new Conditions(query, rows);
        String after = query.after();
        if (after != null) {
            conditions.add(
                    query.newestFirst() ? "id < ?" : "id > ?",
                    TimeOrderedId.parse(after).value());
        }
        String sql = "SELECT id, name, channel, source, published, correlation, marks, data FROM vagus_event WHERE "
                + conditions.sql() + " ORDER BY id" + (query.newestFirst() ? " DESC" : "") + " FETCH FIRST "
                + (query.limit() + 1) + " ROWS ONLY";
        awaitWritten();
        return inDatabase("read", connection -> {
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                conditions.bind(select);
                return page(select, query.limit());
            }
        });
    }

    private EventPage page(PreparedStatement select, int limit) throws SQLException {
        List<ModuleEvent> found = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                found.add(rows.read(row));
            }
        }
        if (found.size() <= limit) {
            return new EventPage(found, null);
        }
        return new EventPage(found.subList(0, limit), found.get(limit - 1).id());
    }

    @Override
    public long clear(EventQuery which) {
        Conditions conditions = new Conditions(which, rows);
        awaitWritten();
        return inDatabase("cleared", connection -> {
            try (PreparedStatement delete =
                    connection.prepareStatement("DELETE FROM vagus_event WHERE " + conditions.sql())) {
                conditions.bind(delete);
                long cleared = delete.executeUpdate();
                connection.commit();
                return cleared;
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
