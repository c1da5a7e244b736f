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

    /** The tables of the first version. An id is its bits: H2 then keeps the rows themselves in its order, without an index. */
    private static final List<String> EVENTS = List.of(
            "CREATE TABLE IF NOT EXISTS vagus_event (id BIGINT PRIMARY KEY, name VARCHAR(128) NOT NULL, channel VARCHAR(128) NOT NULL,"
                    + " source VARCHAR(1024) NOT NULL, published BIGINT NOT NULL, correlation VARCHAR(4096),"
                    + " marks VARCHAR(256) NOT NULL, data TEXT NOT NULL)",
            "CREATE INDEX IF NOT EXISTS vagus_event_by_name ON vagus_event (name, id)",
            "CREATE INDEX IF NOT EXISTS vagus_event_by_time ON vagus_event (published)",
            "CREATE INDEX IF NOT EXISTS vagus_event_by_correlation ON vagus_event (correlation, id)");

    /**
     * No index by time, which halves what a row costs: ids are ordered by it, and {@code vagus_lead} says how far the two may
     * differ. And the names, so that a pattern need not look at events.
     */
    private static final List<String> FEWER_INDEXES = List.of(
            "DROP INDEX IF EXISTS vagus_event_by_time",
            "CREATE TABLE IF NOT EXISTS vagus_name (name VARCHAR(128) PRIMARY KEY)",
            "INSERT INTO vagus_name (name) SELECT DISTINCT name FROM vagus_event"
                    + " WHERE name NOT IN (SELECT name FROM vagus_name)",
            "CREATE TABLE IF NOT EXISTS vagus_lead (least BIGINT, most BIGINT)",
            "DELETE FROM vagus_lead",
            "INSERT INTO vagus_lead (least, most)"
                    + " SELECT MIN(id / 1048576 - published), MAX(id / 1048576 - published) FROM vagus_event");

    /** A dead letter is a text that the bus makes and reads. */
    private static final List<String> DEAD_LETTERS =
            List.of("CREATE TABLE IF NOT EXISTS vagus_dead_letter (id BIGINT PRIMARY KEY, content TEXT NOT NULL)");

    /** Of an OSGi event the name is its topic, which may be longer than the name of a Vagus event. */
    private static final List<String> LONGER_NAMES = List.of(
            "ALTER TABLE vagus_event ALTER COLUMN name SET DATA TYPE VARCHAR(1024)",
            "ALTER TABLE vagus_name ALTER COLUMN name SET DATA TYPE VARCHAR(1024)");

    /** Where a named handler is; {@code saved} says which row was written later than another. */
    private static final List<String> POSITIONS = List.of(
            "CREATE TABLE IF NOT EXISTS vagus_position (module VARCHAR(512) NOT NULL, name VARCHAR(512) NOT NULL,"
                    + " floor_id BIGINT NOT NULL, had TEXT NOT NULL, missed TEXT NOT NULL, saved BIGINT NOT NULL,"
                    + " PRIMARY KEY (module, name))");

    /** What each step does, in order. */
    static final List<List<String>> STEPS = List.of(EVENTS, FEWER_INDEXES, DEAD_LETTERS, LONGER_NAMES, POSITIONS);

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
