package dev.vagus.store.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.events.EventQuery;
import dev.vagus.events.ModuleEvent;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A store on an empty database of some kind, and what its tests do with it. */
abstract class HistoryStoreFixture {
    TestDatabase database;
    JdbcHistoryStore store;

    /** An empty one. */
    abstract TestDatabase database() throws SQLException;

    @BeforeEach
    void start() throws SQLException {
        database = database();
        store = database.start(TestDatabase.BOUNDS);
    }

    @AfterEach
    void stop() {
        store.stop();
    }

    final void append(
            String name, String channel, String source, long millis, String correlation, Map<String, Object> data) {
        CompletableFuture<?> written = store.append(
                        TestDatabase.event(name, channel, source, millis, correlation, data))
                .toCompletableFuture();
        assertThat(written).isNotCompletedExceptionally();
    }

    final List<String> names(EventQuery query) {
        return store.query(query).events().stream().map(ModuleEvent::name).toList();
    }
}
