package dev.vagus.store.internal.engine;

import dev.vagus.events.EventQuery;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Clears events by a text in their sealed data, which the database cannot see. Thread-safe. */
final class SealedEvents {
    private static final int AT_ONCE = 500;

    private final Sealing sealing;
    private final Rows rows;

    SealedEvents(Sealing sealing, Rows rows) {
        this.sealing = sealing;
        this.rows = rows;
    }

    /** Deletes those that the query means with its text, and returns how many; without a text there is nothing to do. */
    long clear(Connection connection, EventQuery query) throws SQLException {
        String text = query.text();
        if (text == null) {
            return 0;
        }
        String wanted = rows.jsonText(text).toLowerCase(Locale.ROOT);
        IdRange ids = IdRange.of(query, Lead.read(connection));
        long cleared = 0;
        long after = Long.MIN_VALUE;
        List<Long> found = new ArrayList<>();
        do {
            found.clear();
            long last = collect(connection, Conditions.ofSealed(query, rows, ids), after, wanted, found);
            cleared += delete(connection, found);
            if (last == after) {
                return cleared;
            }
            after = last;
        } while (true);
    }

    /** The ids of those among the next that have the text; returns the last id that was looked at. */
    private long collect(Connection connection, Conditions conditions, long after, String wanted, List<Long> into)
            throws SQLException {
        String sql =
                PageReader.SELECT + conditions.sql() + " AND id > ? ORDER BY id FETCH FIRST " + AT_ONCE + " ROWS ONLY";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            conditions.bind(select, 1);
            select.setLong(1 + conditions.count(), after);
            long last = after;
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    last = row.getLong("id");
                    String data = rows.json(sealing.opened(rows.read(row), rows).data());
                    if (data.toLowerCase(Locale.ROOT).contains(wanted)) {
                        into.add(last);
                    }
                }
            }
            return last;
        }
    }

    private static long delete(Connection connection, List<Long> ids) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM vagus_event WHERE id = ?")) {
            for (Long id : ids) {
                delete.setLong(1, id);
                delete.addBatch();
            }
            delete.executeBatch();
            return ids.size();
        }
    }
}
