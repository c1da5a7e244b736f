package dev.vagus.store.internal.engine;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Brings the tables of a database to the version that this code needs. A step is noted in the transaction that applies
 * it; since H2 commits each definition by itself, what a step does must be harmless when it is done again. Steps are only
 * ever added at the end of the list.
 */
final class Schema {
    private static final String VERSIONS = "CREATE TABLE IF NOT EXISTS vagus_schema (version INTEGER PRIMARY KEY)";

    /** What each step does, in order. An id is its bits: H2 then keeps the rows themselves in its order, without an index. */
    static final List<List<String>> STEPS = List.of(
            List.of(
                    "CREATE TABLE IF NOT EXISTS vagus_event (id BIGINT PRIMARY KEY, name VARCHAR(128) NOT NULL, channel VARCHAR(128) NOT NULL,"
                            + " source VARCHAR(1024) NOT NULL, published BIGINT NOT NULL, correlation VARCHAR(4096),"
                            + " marks VARCHAR(256) NOT NULL, data TEXT NOT NULL)",
                    "CREATE INDEX IF NOT EXISTS vagus_event_by_name ON vagus_event (name, id)",
                    "CREATE INDEX IF NOT EXISTS vagus_event_by_time ON vagus_event (published)",
                    "CREATE INDEX IF NOT EXISTS vagus_event_by_correlation ON vagus_event (correlation, id)"),
            List.of(), // kept free for the events
            List.of("CREATE TABLE IF NOT EXISTS vagus_dead_letter (id BIGINT PRIMARY KEY, content TEXT NOT NULL)"));

    private Schema() {}

    /** The version that this code needs. */
    static int version() {
        return STEPS.size();
    }

    /**
     * Applies what is missing; one caller at a time, so that several in this process do not both apply a step.
     *
     * @param connection one that commits when it is told to
     * @throws SQLException when a step fails, or the database is newer than this code
     */
    static synchronized void migrate(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(VERSIONS);
            connection.commit();
            int present = present(statement);
            if (present > version()) {
                throw new SQLException("the database has version " + present + " of the tables, and this bundle knows "
                        + version() + " only: install the bundle that was there before, or a newer one");
            }
            for (int step = present; step < version(); step++) {
                apply(connection, statement, step);
            }
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        }
    }

    private static int present(Statement statement) throws SQLException {
        try (ResultSet found = statement.executeQuery("SELECT COALESCE(MAX(version), 0) FROM vagus_schema")) {
            found.next();
            return found.getInt(1);
        }
    }

    private static void apply(Connection connection, Statement statement, int step) throws SQLException {
        for (String sql : STEPS.get(step)) {
            statement.execute(sql);
        }
        try (PreparedStatement note = connection.prepareStatement("INSERT INTO vagus_schema (version) VALUES (?)")) {
            note.setInt(1, step + 1);
            note.executeUpdate();
        }
        connection.commit();
    }
}
