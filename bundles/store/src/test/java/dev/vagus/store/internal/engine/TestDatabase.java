package dev.vagus.store.internal.engine;

import dev.vagus.events.ModuleEvent;
import dev.vagus.module.TimeOrderedId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** An empty database for a test, which can be lost and come back. */
abstract class TestDatabase implements Connections {
    static final Bounds BOUNDS = new Bounds(50_000, 500, 0, 0, Duration.ofSeconds(5));

    /** Opens a connection with this password. */
    abstract Connection open(String password) throws SQLException;

    /** Ends the database as a crash does: connections are lost, and none can be opened. */
    abstract void crash() throws SQLException;

    /** Starts it again. */
    abstract void comeBack();

    JdbcHistoryStore start(Bounds bounds) {
        return start(this, bounds);
    }

    static JdbcHistoryStore start(Connections connections, Bounds bounds) {
        return start(connections, bounds, new Sealing());
    }

    static JdbcHistoryStore start(Connections connections, Bounds bounds, Sealing sealing) {
        JdbcHistoryStore store =
                new JdbcHistoryStore(connections, bounds, System::nanoTime, System::currentTimeMillis, sealing);
        store.start();
        return store;
    }

    static ModuleEvent event(String name, Map<String, Object> data) {
        return event(name, "Events", "Lab", 1_000, null, data);
    }

    static ModuleEvent event(
            String name, String channel, String source, long millis, String correlation, Map<String, Object> data) {
        return new ModuleEvent(
                TimeOrderedId.next().toString(),
                name,
                channel,
                source,
                Instant.ofEpochMilli(millis),
                correlation,
                data);
    }
}
