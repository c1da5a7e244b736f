package dev.vagus.store.internal.engine;

import dev.vagus.module.ErrorCategory;
import dev.vagus.module.TimeOrderedId;
import dev.vagus.module.VagusException;
import dev.vagus.spi.DeadLetterStore;
import dev.vagus.spi.StoreException;
import dev.vagus.spi.StoredLetter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The dead letters of the bus in a database: one row each, one transaction for each call, on a connection of their own that
 * is given up after an error. Thread-safe; callers wait for each other.
 */
public final class JdbcDeadLetterStore implements DeadLetterStore {
    private static final Logger LOG = LoggerFactory.getLogger(JdbcDeadLetterStore.class);

    private final MigratedConnections connections;
    private final Sealing sealing;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Connection connection;
    private volatile boolean stopped;

    /** A store that asks for a connection when it is used first. */
    public JdbcDeadLetterStore(Connections connections, Sealing sealing) {
        this.connections = new MigratedConnections(connections);
        this.sealing = sealing;
    }

    private interface Work<T> {
        T in(Connection connection) throws SQLException;
    }

    @Override
    public List<StoredLetter> open(int most) {
        List<StoredLetter> rows = inTransaction(current -> {
            List<StoredLetter> latest = latest(current, most);
            if (latest.isEmpty()) {
                forgetBefore(current, Long.MAX_VALUE);
            } else if (latest.size() == most) {
                forgetBefore(current, latest.get(latest.size() - 1).id().value());
            }
            Collections.reverse(latest);
            return latest;
        });
        List<StoredLetter> read = new ArrayList<>();
        rows.forEach(each -> readInto(read, each));
        return read;
    }

    /** One that cannot be opened stays in the database, until it is among the oldest. */
    private void readInto(List<StoredLetter> read, StoredLetter row) {
        try {
            read.add(sealing.read(row));
        } catch (VagusException e) {
            LOG.warn("The dead letter {} is encrypted and cannot be read: {}", row.id(), e.getMessage());
        }
    }

    private static List<StoredLetter> latest(Connection current, int most) throws SQLException {
        List<StoredLetter> found = new ArrayList<>();
        try (PreparedStatement select = current.prepareStatement("SELECT id, content FROM vagus_dead_letter"
                        + " ORDER BY id DESC FETCH FIRST " + most + " ROWS ONLY");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                found.add(new StoredLetter(new TimeOrderedId(row.getLong(1)), row.getString(2)));
            }
        }
        return found;
    }

    private static void forgetBefore(Connection current, long oldest) throws SQLException {
        try (PreparedStatement delete = current.prepareStatement("DELETE FROM vagus_dead_letter WHERE id < ?")) {
            delete.setLong(1, oldest);
            delete.executeUpdate();
        }
    }

    @Override
    public void write(List<StoredLetter> added, Collection<TimeOrderedId> removed) {
        List<StoredLetter> sealed = added.stream()
                .map(each -> new StoredLetter(each.id(), sealing.written(each)))
                .toList();
        int changes = inTransaction(current -> {
            List<TimeOrderedId> before = new ArrayList<>(removed);
            added.forEach(each -> before.add(each.id()));
            remove(current, before);
            insert(current, sealed);
            return added.size() + removed.size();
        });
        LOG.debug("{} changes of dead letters were committed", changes);
    }

    private static void remove(Connection current, List<TimeOrderedId> ids) throws SQLException {
        try (PreparedStatement delete = current.prepareStatement("DELETE FROM vagus_dead_letter WHERE id = ?")) {
            for (TimeOrderedId each : ids) {
                delete.setLong(1, each.value());
                delete.addBatch();
            }
            delete.executeBatch();
        }
    }

    private static void insert(Connection current, List<StoredLetter> added) throws SQLException {
        try (PreparedStatement insert =
                current.prepareStatement("INSERT INTO vagus_dead_letter (id, content) VALUES (?, ?)")) {
            for (StoredLetter each : added) {
                insert.setLong(1, each.id().value());
                insert.setString(2, each.content());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private <T> T inTransaction(Work<T> work) {
        lock.lock();
        boolean committed = false;
        try {
            if (stopped) {
                throw new StoreException(ErrorCategory.UNAVAILABLE, "The store has stopped", null);
            }
            Connection current = connection();
            T result = work.in(current);
            current.commit();
            committed = true;
            return result;
        } catch (SQLException e) {
            boolean ofData = Failures.isOfData(e);
            throw new StoreException(
                    ofData ? ErrorCategory.VALIDATION : ErrorCategory.UNAVAILABLE,
                    "The database does not take dead letters now: " + Failures.describe(e),
                    ofData ? null : e);
        } finally {
            if (!committed || stopped) {
                disconnect();
            }
            lock.unlock();
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

    /** What was not committed is given up with the connection. */
    private void disconnect() {
        Connection known = connection;
        connection = null;
        connections.lost();
        if (known != null) {
            try {
                known.rollback();
                known.close();
            } catch (SQLException e) {
                LOG.debug("A connection could not be closed", e);
            }
        }
    }

    /** Refuses from now on, and closes its connection when nobody uses it; waits so long for that. */
    public void stop(Duration patience) {
        stopped = true;
        boolean locked = false;
        try {
            locked = lock.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!locked) {
            LOG.warn("The database still had dead letters in hand when the store stopped");
            return;
        }
        try {
            disconnect();
        } finally {
            lock.unlock();
        }
    }
}
