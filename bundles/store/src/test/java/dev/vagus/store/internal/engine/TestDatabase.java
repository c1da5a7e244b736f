package dev.vagus.store.internal.engine;

import dev.vagus.events.ModuleEvent;
import dev.vagus.module.TimeOrderedId;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** An H2 database in a folder, which fails when the test says so. */
final class TestDatabase implements Connections {
    static final Bounds BOUNDS = new Bounds(50_000, 500, 0, 0, Duration.ofSeconds(5));

    final AtomicBoolean down = new AtomicBoolean();
    private final String url;

    TestDatabase(Path folder) {
        url = "jdbc:h2:file:" + folder.resolve("history") + ";WRITE_DELAY=0";
    }

    @Override
    public Connection open() throws SQLException {
        if (down.get()) {
            throw new SQLException("the database is down", "08001");
        }
        return DriverManager.getConnection(url);
    }

    JdbcHistoryStore start(Bounds bounds) {
        JdbcHistoryStore store = new JdbcHistoryStore(this, bounds, System::nanoTime, System::currentTimeMillis);
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
