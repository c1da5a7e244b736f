package dev.vagus.store.internal.engine;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * By how much the time in an id is later than the timestamp of its event, over all events of a database. Usually nothing,
 * more after the wall clock was set back. So a span of time becomes a range of ids, and needs no index. Immutable.
 *
 * @param least the least, in milliseconds
 * @param most the most; less than the least when there are no events
 */
record Lead(long least, long most) {
    /** That of no events. */
    static final Lead NONE = new Lead(Long.MAX_VALUE, Long.MIN_VALUE);

    /** The bits of an id below its milliseconds. */
    private static final int SEQUENCE_BITS = 20;

    private static final long LATEST = Long.MAX_VALUE >> SEQUENCE_BITS;

    /** No timestamp is taken for earlier or later than this, so that nothing below overflows. */
    private static final long FAR = 1L << 52;

    /** What is known of the database. */
    static Lead read(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT least, most FROM vagus_lead WHERE least IS NOT NULL")) {
            return row.next() ? new Lead(row.getLong(1), row.getLong(2)) : NONE;
        }
    }

    /** Makes it known, in the connection's transaction. */
    void write(Connection connection) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("UPDATE vagus_lead SET least = ?, most = ?")) {
            update.setLong(1, least);
            update.setLong(2, most);
            update.executeUpdate();
        }
    }

    /** That of the event too; the same when it changes nothing. */
    Lead with(long id, long published) {
        long lead = (id >>> SEQUENCE_BITS) - near(published);
        return lead >= least && lead <= most ? this : new Lead(Math.min(least, lead), Math.max(most, lead));
    }

    /** The first id that an event of this time or later may have. */
    long firstId(long published) {
        return least > most ? 0 : idOf(near(published) + least);
    }

    /** Events before this time have ids before this one. */
    long endId(long published) {
        return least > most ? Long.MAX_VALUE : idOf(near(published) + most);
    }

    private static long near(long published) {
        return Math.max(-FAR, Math.min(FAR, published));
    }

    private static long idOf(long millis) {
        return millis > LATEST ? Long.MAX_VALUE : Math.max(0, millis) << SEQUENCE_BITS;
    }
}
