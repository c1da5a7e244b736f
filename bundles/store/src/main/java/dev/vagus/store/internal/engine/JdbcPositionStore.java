package dev.vagus.store.internal.engine;

import dev.vagus.module.TimeOrderedId;
import dev.vagus.spi.PositionStore;
import dev.vagus.spi.StoredPosition;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where named handlers of events are, in a database: one row each, with the ids beside the floor as text. Thread-safe; callers
 * wait for each other.
 */
public final class JdbcPositionStore implements PositionStore {
    private final Transactions transactions;

    /** A store that asks for a connection when it is used first. */
    public JdbcPositionStore(Connections connections) {
        transactions = new Transactions(connections, "positions of handlers");
    }

    @Override
    public @Nullable StoredPosition read(String module, String name) {
        List<StoredPosition> found = transactions.run(connection -> find(connection, module, name));
        return found.isEmpty() ? null : found.get(0);
    }

    private static List<StoredPosition> find(Connection connection, String module, String name) throws SQLException {
        List<StoredPosition> found = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT floor_id, had, missed FROM vagus_position WHERE module = ? AND name = ?")) {
            select.setString(1, module);
            select.setString(2, name);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    TimeOrderedId floor = new TimeOrderedId(row.getLong(1));
                    found.add(new StoredPosition(module, name, floor, ids(row.getString(2)), ids(row.getString(3))));
                }
            }
        }
        return found;
    }

    @Override
    public void save(Collection<StoredPosition> positions, int most) {
        if (positions.isEmpty()) {
            return;
        }
        transactions.run(connection -> {
            long number = lastNumber(connection);
            boolean more = false;
            for (StoredPosition each : positions) {
                number++;
                if (!update(connection, each, number)) {
                    insert(connection, each, number);
                    more = true;
                }
            }
            return more ? forget(connection, most) : 0;
        });
    }

    /** Who was saved later has a higher number. */
    private static long lastNumber(Connection connection) throws SQLException {
        try (PreparedStatement select =
                        connection.prepareStatement("SELECT COALESCE(MAX(saved), 0) FROM vagus_position");
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private static boolean update(Connection connection, StoredPosition position, long number) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE vagus_position SET floor_id = ?, had = ?, missed = ?, saved = ? WHERE module = ? AND name = ?")) {
            bind(update, position, number);
            return update.executeUpdate() > 0;
        }
    }

    private static void insert(Connection connection, StoredPosition position, long number) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO vagus_position (floor_id, had, missed, saved, module, name) VALUES (?, ?, ?, ?, ?, ?)")) {
            bind(insert, position, number);
            insert.executeUpdate();
        }
    }

    private static void bind(PreparedStatement statement, StoredPosition position, long number) throws SQLException {
        statement.setLong(1, position.floor().value());
        statement.setString(2, text(position.had()));
        statement.setString(3, text(position.missed()));
        statement.setLong(4, number);
        statement.setString(5, position.module());
        statement.setString(6, position.name());
    }

    private static int forget(Connection connection, int most) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM vagus_position WHERE saved <= (SELECT"
                + " MAX(saved) FROM (SELECT saved FROM vagus_position ORDER BY saved DESC OFFSET ? ROWS) AS older)")) {
            delete.setInt(1, most);
            return delete.executeUpdate();
        }
    }

    private static String text(List<TimeOrderedId> ids) {
        return ids.stream().map(TimeOrderedId::toString).collect(Collectors.joining(","));
    }

    private static List<TimeOrderedId> ids(String text) {
        List<TimeOrderedId> ids = new ArrayList<>();
        for (String each : text.split(",")) {
            if (!each.isEmpty()) {
                ids.add(TimeOrderedId.parse(each));
            }
        }
        return ids;
    }

    /** Refuses from now on; waits so long for what is being done. */
    public void stop(Duration patience) {
        transactions.stop(patience);
    }
}
