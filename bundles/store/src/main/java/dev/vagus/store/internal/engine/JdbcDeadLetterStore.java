package dev.vagus.store.internal.engine;

import dev.vagus.module.TimeOrderedId;
import dev.vagus.module.VagusException;
import dev.vagus.spi.DeadLetterStore;
import dev.vagus.spi.StoredLetter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The dead letters of the bus in a database: one row each, one transaction for each call. Thread-safe; callers wait for each
 * other.
 */
public final class JdbcDeadLetterStore implements DeadLetterStore {
    private static final Logger LOG = LoggerFactory.getLogger(JdbcDeadLetterStore.class);

    private final Transactions transactions;
    private final Sealing sealing;

    /** A store that asks for a connection when it is used first. */
    public JdbcDeadLetterStore(Connections connections, Sealing sealing) {
        transactions = new Transactions(connections, "dead letters");
        this.sealing = sealing;
    }

    @Override
    public List<StoredLetter> open(int most) {
        List<StoredLetter> rows = transactions.run(current -> {
            List<StoredLetter> latest = latest(current, most);
            if (latest.isEmpty()) {
                forgetBefore(current, Long.MAX_VALUE);
            } else if (latest.size() == most) {
                forgetBefore(current, latest.get(latest.size() - 1).id().value());
            }
            Collections.reverse(latest);
            return latest;
        });
        List<StoredLetter> read = new ArrayList<>();
        rows.forEach(each -> readInto(read, each));
        return read;
    }

    /** One that cannot be opened stays in the database, until it is among the oldest. */
    private void readInto(List<StoredLetter> read, StoredLetter row) {
        try {
            read.add(sealing.read(row));
        } catch (VagusException e) {
            LOG.warn("The dead letter {} is encrypted and cannot be read: {}", row.id(), e.getMessage());
        }
    }

    private static List<StoredLetter> latest(Connection current, int most) throws SQLException {
        List<StoredLetter> found = new ArrayList<>();
        try (PreparedStatement select = current.prepareStatement("SELECT id, content FROM vagus_dead_letter"
                        + " ORDER BY id DESC FETCH FIRST " + most + " ROWS ONLY");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                found.add(new StoredLetter(new TimeOrderedId(row.getLong(1)), row.getString(2)));
            }
        }
        return found;
    }

    private static void forgetBefore(Connection current, long oldest) throws SQLException {
        try (PreparedStatement delete = current.prepareStatement("DELETE FROM vagus_dead_letter WHERE id < ?")) {
            delete.setLong(1, oldest);
            delete.executeUpdate();
        }
    }

    @Override
    public void write(List<StoredLetter> added, Collection<TimeOrderedId> removed) {
        List<StoredLetter> sealed = added.stream()
                .map(each -> new StoredLetter(each.id(), sealing.written(each)))
                .toList();
        int changes = transactions.run(current -> {
            List<TimeOrderedId> before = new ArrayList<>(removed);
            added.forEach(each -> before.add(each.id()));
            remove(current, before);
            insert(current, sealed);
            return added.size() + removed.size();
        });
        LOG.debug("{} changes of dead letters were committed", changes);
    }

    private static void remove(Connection current, List<TimeOrderedId> ids) throws SQLException {
        try (PreparedStatement delete = current.prepareStatement("DELETE FROM vagus_dead_letter WHERE id = ?")) {
            for (TimeOrderedId each : ids) {
                delete.setLong(1, each.value());
                delete.addBatch();
            }
            delete.executeBatch();
        }
    }

    private static void insert(Connection current, List<StoredLetter> added) throws SQLException {
        try (PreparedStatement insert =
                current.prepareStatement("INSERT INTO vagus_dead_letter (id, content) VALUES (?, ?)")) {
            for (StoredLetter each : added) {
                insert.setLong(1, each.id().value());
                insert.setString(2, each.content());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** Refuses from now on, and closes its connection when nobody uses it; waits so long for that. */
    public void stop(Duration patience) {
        transactions.stop(patience);
    }
}
