package dev.vagus.store.internal.engine;

import dev.vagus.module.ErrorCategory;
import dev.vagus.spi.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Transactions on a connection of their own, which is kept between them and given up after an error. Thread-safe; callers
 * wait for each other.
 */
final class Transactions {
    private static final Logger LOG = LoggerFactory.getLogger(Transactions.class);

    private final MigratedConnections connections;
    private final String what;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Connection connection;
    private volatile boolean stopped;

    /**
     * Asks for a connection when it is used first.
     *
     * @param what what is written, for messages: {@code dead letters}
     */
    Transactions(Connections connections, String what) {
        this.connections = new MigratedConnections(connections);
        this.what = what;
    }

    /** What is done in a transaction. */
    interface Work<T> {
        /** Does it; whoever calls this commits. */
        T in(Connection connection) throws SQLException;
    }

    /**
     * Does the work and commits.
     *
     * @throws StoreException when it cannot be done; of the category {@code validation} when what is to be written is the reason
     */
    <T> T run(Work<T> work) {
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
                    "The database does not take " + what + " now: " + Failures.describe(e),
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
    void stop(Duration patience) {
        stopped = true;
        boolean locked = false;
        try {
            locked = lock.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!locked) {
            LOG.warn("The database still had {} in hand when the store stopped", what);
            return;
        }
        try {
            disconnect();
        } finally {
            lock.unlock();
        }
    }
}
