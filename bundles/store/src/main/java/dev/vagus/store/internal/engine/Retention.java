package dev.vagus.store.internal.engine;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.LongSupplier;

/**
 * Forgets what is beyond the bounds: the oldest events, a slice in a transaction, so that what comes meanwhile never waits for
 * long. Events are counted as they are written, so that nobody looks for what is too much. For the writer's thread, but for
 * {@link #recount}.
 */
final class Retention {
    /** How many events it forgets at once. */
    static final int SLICE = 4_000;

    private final Bounds bounds;
    private final LongSupplier wallClockMillis;
    private volatile boolean counted;
    private long events;
    private boolean due;
    private boolean forgot;

    Retention(Bounds bounds, LongSupplier wallClockMillis) {
        this.bounds = bounds;
        this.wallClockMillis = wallClockMillis;
    }

    /** So many more were committed. */
    void written(int more) {
        events += more;
    }

    /** The count is not right any more. */
    void recount() {
        counted = false;
    }

    /** From now on everything counts that is beyond the bounds, not only what is worth a slice. */
    void fallDue() {
        due = true;
    }

    boolean isDue() {
        return due;
    }

    /**
     * Forgets a slice, if there is one.
     *
     * @return whether there may be more
     */
    boolean forget(Connection connection, Lead lead, Names names) throws SQLException {
        int forgotten = tooMany(connection);
        if (due && forgotten < SLICE && bounds.ageMillis() > 0) {
            long cutoff = wallClockMillis.getAsLong() - bounds.ageMillis();
            forgotten = Math.max(forgotten, tooOld(connection, cutoff, lead.endId(cutoff)));
        }
        forgot |= forgotten > 0;
        boolean more = forgotten == SLICE;
        if (due && !more) {
            due = false;
            if (forgot) {
                names.prune(connection);
                connection.commit();
                forgot = false;
            }
        }
        return more;
    }

    private int tooMany(Connection connection) throws SQLException {
        if (bounds.events() == 0) {
            return 0;
        }
        if (!counted) {
            counted = true;
            events = count(connection);
        }
        long tooMany = events - bounds.events();
        if (tooMany <= 0 || (tooMany < SLICE && !due)) {
            return 0;
        }
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM vagus_event WHERE id <= (SELECT MAX(id)"
                        + " FROM (SELECT id FROM vagus_event ORDER BY id FETCH FIRST ? ROWS ONLY) AS oldest)")) {
            delete.setInt(1, (int) Math.min(tooMany, SLICE));
            return deleted(delete, connection);
        }
    }

    private int tooOld(Connection connection, long cutoff, long endId) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM vagus_event WHERE published < ?"
                + " AND id <= (SELECT MAX(id) FROM (SELECT id FROM vagus_event WHERE id < ? AND published < ?"
                + " ORDER BY id FETCH FIRST ? ROWS ONLY) AS oldest)")) {
            delete.setLong(1, cutoff);
            delete.setLong(2, endId);
            delete.setLong(3, cutoff);
            delete.setInt(4, SLICE);
            return deleted(delete, connection);
        }
    }

    private int deleted(PreparedStatement delete, Connection connection) throws SQLException {
        int deleted = delete.executeUpdate();
        connection.commit();
        events -= deleted;
        return deleted;
    }

    private static long count(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM vagus_event")) {
            row.next();
            return row.getLong(1);
        }
    }
}
