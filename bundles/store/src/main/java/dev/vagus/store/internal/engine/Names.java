package dev.vagus.store.internal.engine;

import dev.vagus.delivery.Wildcard;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The names of the events in the database, in a table of their own, so that a pattern becomes names without a look at the
 * events. One whose events are all forgotten stays until {@link #prune}. It knows what one connection has committed; a
 * transaction that comes to nothing ends it. For the writer's thread, but for {@link #matching}.
 */
final class Names {
    /** How many are remembered to be there. */
    private static final int REMEMBERED = 10_000;

    /** Certainly in the database: committed. */
    private final Set<String> there = new HashSet<>();

    /** Inserted by the transaction that is open. */
    private final Set<String> pending = new HashSet<>();

    /** Those that a pattern means, in no order, at most so many. */
    static List<String> matching(Connection connection, Wildcard pattern, int most) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT name FROM vagus_name")) {
            while (row.next() && found.size() < most) {
                String name = row.getString(1);
                if (pattern.matches(name)) {
                    found.add(name);
                }
            }
        }
        return found;
    }

    /** Sees to it that the name is there when the connection's transaction is committed. */
    void add(String name, Connection connection) throws SQLException {
        if (there.contains(name) || !pending.add(name)) {
            return;
        }
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO vagus_name (name) SELECT CAST(? AS VARCHAR(1024))"
                        + " WHERE NOT EXISTS (SELECT 1 FROM vagus_name WHERE name = ?)")) {
            insert.setString(1, name);
            insert.setString(2, name);
            insert.executeUpdate();
        }
    }

    /** The transaction is committed. */
    void committed() {
        if (pending.isEmpty()) {
            return;
        }
        if (there.size() > REMEMBERED) {
            there.clear();
        }
        there.addAll(pending);
        pending.clear();
    }

    /** Forgets those without events, in the connection's transaction, which holds nothing else. */
    void prune(Connection connection) throws SQLException {
        there.clear();
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("DELETE FROM vagus_name WHERE NOT EXISTS"
                    + " (SELECT 1 FROM vagus_event WHERE vagus_event.name = vagus_name.name)");
        }
    }
}
