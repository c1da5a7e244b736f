package dev.vagus.store.internal.engine;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A PostgreSQL server whose tables were dropped. */
final class PostgresDatabase extends TestDatabase {
    private final PostgresServer server;

    PostgresDatabase(PostgresServer server) throws SQLException {
        this.server = server;
        try (Connection connection = open();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "DROP TABLE IF EXISTS vagus_event, vagus_name, vagus_lead, vagus_dead_letter, vagus_position, vagus_schema");
        }
    }

    @Override
    public Connection open() throws SQLException {
        return open(PostgresServer.PASSWORD);
    }

    @Override
    Connection open(String password) throws SQLException {
        return DriverManager.getConnection(server.url(), PostgresServer.USER, password);
    }

    @Override
    void crash() {
        server.crash();
    }

    @Override
    void comeBack() {
        server.start();
    }
}
