package dev.vagus.store.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vagus.events.EventQuery;
import dev.vagus.events.ModuleEvent;
import dev.vagus.events.ModuleEvent.Mark;
import dev.vagus.spi.StoreException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the store makes of the tables that it finds on each database. */
abstract class HistorySchemaContract extends HistoryStoreFixture {
    @Test
    void aStepThatWasCutShortIsFinishedAndEachIsNotedOnce() throws Exception {
        try (Connection connection = database.open();
                Statement statement = connection.createStatement()) {
            statement.execute(Schema.STEPS.get(0).get(0));
        }
        append("e", "Events", "Lab", 1, null, Map.of());
        assertThat(names(EventQuery.ALL)).containsExactly("e");
        store.stop();
        store = database.start(TestDatabase.BOUNDS);
        assertThat(names(EventQuery.ALL)).containsExactly("e");

        List<Integer> versions = new ArrayList<>();
        try (Connection connection = database.open();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT version FROM vagus_schema ORDER BY version")) {
            while (row.next()) {
                versions.add(row.getInt(1));
            }
        }
        assertThat(versions)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, Schema.version()).boxed().toList());
    }

    @Test
    void theTablesOfTheFirstVersionAreBroughtUpWithWhatTheyHold() throws Exception {
        long now = System.currentTimeMillis();
        try (Connection connection = database.open();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE vagus_schema (version INTEGER PRIMARY KEY)");
            for (String sql : Schema.STEPS.get(0)) {
                statement.execute(sql);
            }
            statement.execute("INSERT INTO vagus_schema (version) VALUES (1)");
            for (int i = 0; i < 3; i++) {
                statement.execute(
                        "INSERT INTO vagus_event (id, name, channel, source, published, correlation, marks, data)"
                                + " VALUES (" + ((now << 20) + i) + ", 'Old" + i + "', 'Lab', 'Runner', "
                                + (now - 1_000 * i)
                                + ", 'c" + i + "', 'BROADCAST', '{\"Step\":" + i + "}')");
            }
        }
        append("New", "Lab", "Runner", now + 5_000, "c1", Map.of("Step", 4));

        assertThat(names(EventQuery.ALL)).containsExactly("New", "Old2", "Old1", "Old0");
        assertThat(names(EventQuery.ALL.named("Old*"))).containsExactly("Old2", "Old1", "Old0");
        assertThat(names(EventQuery.ALL.correlatedBy("c1"))).containsExactly("New", "Old1");
        assertThat(names(EventQuery.ALL.containing("2"))).containsExactly("Old2");
        assertThat(names(EventQuery.ALL.between(Instant.ofEpochMilli(now - 1_000), Instant.ofEpochMilli(now))))
                .containsExactly("Old1");
        ModuleEvent old = store.query(EventQuery.ALL.named("Old1")).events().get(0);
        assertThat(old.data()).isEqualTo(Map.of("Step", 1));
        assertThat(old.is(Mark.BROADCAST)).isTrue();
    }

    @Test
    void aDatabaseOfANewerVersionIsNotTouched() throws Exception {
        names(EventQuery.ALL);
        try (Connection connection = database.open();
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO vagus_schema (version) VALUES (" + (Schema.version() + 1) + ")");
        }
        store.stop();
        store = database.start(TestDatabase.BOUNDS);

        assertThatThrownBy(() -> store.query(EventQuery.ALL))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("a newer one");
    }
}
