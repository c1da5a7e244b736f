package dev.vagus.store.internal.engine;

import dev.vagus.events.ModuleEvent;
import dev.vagus.module.ErrorCategory;
import dev.vagus.spi.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
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
    private final Retention retention;
    private @Nullable Session session;

    /** What belongs to one connection. */
    private static final class Session {
        private final Connection connection;
        private final Insertion insertion;
        private final Names names = new Names();
        private Lead lead;

        Session(Connection connection, Rows rows) throws SQLException {
            this.connection = connection;
            insertion = new Insertion(connection, rows);
            lead = Lead.read(connection);
        }
    }

    Database(MigratedConnections connections, Rows rows, Retention retention) {
        this.connections = connections;
        this.rows = rows;
        this.retention = retention;
    }

    /**
     * Writes them in one transaction. An event that the database does not take at all is failed alone.
     *
     * @return whether the database was asked
     * @throws SQLException when nothing of it is known to be written
     */
    boolean write(List<Taken> batch) throws SQLException {
        List<Taken> events =
                batch.stream().filter(taken -> taken.event() != null).toList();
        if (events.isEmpty()) {
            return false;
        }
        writeAll(events);
        return true;
    }

    /** What is refused is halved until the event is alone that is to blame. */
    private void writeAll(List<Taken> part) throws SQLException {
        try {
            insert(part.stream().map(Taken::event).map(Objects::requireNonNull).toList());
        } catch (SQLException e) {
            if (!Failures.isOfData(e)) {
                throw e;
            }
            startAnew();
            if (part.size() == 1) {
                settle(part.get(0), e);
            } else {
                writeAll(part.subList(0, part.size() / 2));
                writeAll(part.subList(part.size() / 2, part.size()));
            }
        }
    }

    private void insert(List<ModuleEvent> events) throws SQLException {
        Session current = session();
        Lead lead = current.lead;
        for (ModuleEvent event : events) {
            current.names.add(event.name(), current.connection);
            lead = lead.with(Rows.bits(event), event.timestamp().toEpochMilli());
        }
        if (!lead.equals(current.lead)) {
            lead.write(current.connection);
        }
        current.insertion.insert(events);
        current.connection.commit();
        current.lead = lead;
        current.names.committed();
        retention.written(events.size());
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

    /** Takes back what was not committed, on the same connection. */
    private void startAnew() throws SQLException {
        Session current = session();
        current.connection.rollback();
        current.insertion.close();
        session = new Session(current.connection, rows);
    }

    /**
     * Forgets a slice of what is beyond the bounds. Does not open a database for what is not due.
     *
     * @return whether there may be more
     */
    boolean tidy() throws SQLException {
        if (session == null && !retention.isDue()) {
            return false;
        }
        Session current = session();
        return retention.forget(current.connection, current.lead, current.names);
    }

    private Session session() throws SQLException {
        Session known = session;
        if (known != null) {
            return known;
        }
        Connection connection = connections.open();
        try {
            Session fresh = new Session(connection, rows);
            session = fresh;
            return fresh;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Gives the connection up; the next write opens another. */
    void disconnect() {
        Session known = session;
        session = null;
        connections.lost();
        retention.recount();
        if (known != null) {
            try {
                known.connection.close();
            } catch (SQLException e) {
                LOG.debug("A connection could not be closed", e);
            }
        }
    }
}
