package dev.vagus.store.internal.engine;

import java.sql.Connection;
import java.sql.SQLException;

/** Connections to a database whose tables have the version that this code needs. Thread-safe. */
final class MigratedConnections implements Connections {
    private final Connections connections;
    private volatile boolean migrated;

    MigratedConnections(Connections connections) {
        this.connections = connections;
    }

    /** A new connection, which commits when it is told to. */
    @Override
    public Connection open() throws SQLException {
        Connection fresh = connections.open();
        try {
            fresh.setAutoCommit(false);
            if (!migrated) {
                migrate(fresh);
            }
            return fresh;
        } catch (SQLException e) {
            fresh.close();
            throw e;
        }
    }

    private synchronized void migrate(Connection fresh) throws SQLException {
        if (!migrated) {
            Schema.migrate(fresh);
            migrated = true;
        }
    }

    /** The database was lost: when it comes back, its tables are looked at again. */
    void lost() {
        migrated = false;
    }
}
