package dev.vagus.store.internal.engine;

import dev.vagus.events.ModuleEvent;
import dev.vagus.module.ErrorCategory;
import dev.vagus.spi.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The writer's connection: opened and migrated when it is needed, given up when it fails. For one thread. */
final class Database {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    /** The SQL state of a key that is there already. */
    private static final String IS_THERE = "23505";

    private final MigratedConnections connections;
    private final Rows rows;
    private final LongSupplier wallClockMillis;
    private @Nullable Connection connection;

    Database(MigratedConnections connections, Rows rows, LongSupplier wallClockMillis) {
        this.connections = connections;
        this.rows = rows;
        this.wallClockMillis = wallClockMillis;
    }

    /**
     * Writes them in one transaction. An event that the database does not take at all is failed alone.
     *
     * @return whether the database was asked
     * @throws SQLException when nothing of it is known to be written
     */
    boolean write(List<Taken> batch) throws SQLException {
        if (batch.stream().allMatch(taken -> taken.event() == null)) {
            return false;
        }
        Connection current = connection();
        try {
            insert(current, batch);
        } catch (SQLException e) {
            if (!Failures.isOfData(e)) {
                throw e;
            }
            current.rollback();
            writeSingly(current, batch);
        }
        return true;
    }

    private void insert(Connection current, List<Taken> batch) throws SQLException {
        try (PreparedStatement insert = current.prepareStatement(Rows.INSERT)) {
            for (Taken taken : batch) {
                ModuleEvent event = taken.event();
                if (event != null) {
                    rows.write(event, insert);
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
        current.commit();
    }

    private void writeSingly(Connection current, List<Taken> batch) throws SQLException {
        for (Taken taken : batch) {
            try {
                insert(current, List.of(taken));
            } catch (SQLException e) {
                if (!Failures.isOfData(e)) {
                    throw e;
                }
                current.rollback();
                settle(taken, e);
            }
        }
    }

    /** One that is there already is written: by another try whose end was not heard of. */
    private static void settle(Taken taken, SQLException refusal) {
        if (!IS_THERE.equals(refusal.getSQLState())) {
            taken.written()
                    .completeExceptionally(new StoreException(
                            ErrorCategory.VALIDATION,
                            "The database does not take the event: " + Failures.describe(refusal),
                            null));
        }
    }

    /** Forgets what is beyond the bounds. */
    void tidy(Bounds bounds) throws SQLException {
        Connection current = connection();
        if (bounds.ageMillis() > 0) {
            delete(current, "published < ?", wallClockMillis.getAsLong() - bounds.ageMillis());
        }
        if (bounds.events() > 0) {
            delete(
                    current,
                    "id <= (SELECT id FROM vagus_event ORDER BY id DESC OFFSET ? ROWS FETCH NEXT 1 ROWS ONLY)",
                    bounds.events());
        }
        current.commit();
    }

    private static void delete(Connection current, String condition, long value) throws SQLException {
        try (PreparedStatement delete = current.prepareStatement("DELETE FROM vagus_event WHERE " + condition)) {
            delete.setLong(1, value);
            delete.executeUpdate();
        }
    }

    private Connection connection() throws SQLException {
        Connection known = connection;
        if (known != null) {
            return known;
        }
        Connection fresh = connections.open();
        connection = fresh;
        return fresh;
    }

    /** Gives the connection up; the next write opens another. */
    void disconnect() {
        Connection known = connection;
        connection = null;
        connections.lost();
        if (known != null) {
            try {
                known.close();
            } catch (SQLException e) {
                LOG.debug("A connection could not be closed", e);
            }
        }
    }
}
