package dev.vagus.store.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vagus.events.EventQuery;
import dev.vagus.events.ModuleEvent;
import dev.vagus.events.ModuleEvent.Mark;
import dev.vagus.module.ErrorCategory;
import dev.vagus.module.TimeOrderedId;
import dev.vagus.spi.StoreException;
import dev.vagus.spi.StoredLetter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What must not be readable in the database is not, on each of them. */
abstract class SealedRowsContract {
    private static final String SECRET = "the-combination-is-4711";

    private final Sealing sealing = new Sealing();
    private TestDatabase database;
    private JdbcHistoryStore events;
    private JdbcDeadLetterStore letters;

    /** An empty one. */
    abstract TestDatabase database() throws SQLException;

    @BeforeEach
    void start() throws SQLException {
        database = database();
        events = TestDatabase.start(database, TestDatabase.BOUNDS, sealing);
        letters = new JdbcDeadLetterStore(database, sealing);
        sealing.cipher(new FakeCipher(1));
    }

    @AfterEach
    void stop() {
        events.stop();
        letters.stop(Duration.ofSeconds(5));
    }

    @Test
    void anEncryptedEventIsReadByQueriesAndStandsInNoRow() throws Exception {
        ModuleEvent opened = written("Opened", Map.of("code", SECRET));
        ModuleEvent closed = event("Closed", Map.of("note", "nothing to hide"));
        events.append(closed).toCompletableFuture().get(10, TimeUnit.SECONDS);

        assertThat(rows("SELECT data FROM vagus_event"))
                .hasSize(2)
                .noneMatch(row -> row.contains(SECRET) || row.contains("code"))
                .anyMatch(row -> row.contains("nothing to hide"));
        assertThat(events.query(EventQuery.ALL).events()).containsExactly(closed, opened);
        assertThat(events.query(EventQuery.ALL.containing("4711")).events()).contains(opened);
    }

    @Test
    void withoutACipherAnEncryptedEventIsRefusedAndTheOthersAreWritten() throws Exception {
        sealing.without(new FakeCipher(2));
        written("Kept", Map.of());
        FakeCipher cipher = new FakeCipher(3);
        sealing.cipher(cipher);
        sealing.without(cipher);
        CompletableFuture<?> refused =
                events.append(encrypted("Opened", Map.of("code", SECRET))).toCompletableFuture();
        events.append(event("Closed", Map.of())).toCompletableFuture().get(10, TimeUnit.SECONDS);

        assertThatThrownBy(() -> refused.get(10, TimeUnit.SECONDS))
                .cause()
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("dev.vagus.security")
                .hasMessageNotContaining(SECRET);
        assertThat(names(EventQuery.ALL)).containsExactly("Closed", "Kept");
    }

    @Test
    void whatWasChangedOrPutInAnothersPlaceIsShownAsUnreadable() throws Exception {
        ModuleEvent one = written("One", Map.of("code", SECRET));
        ModuleEvent two = written("Two", Map.of("code", "other"));
        String sealed = rows("SELECT data FROM vagus_event WHERE name = 'Two'").get(0);
        write("UPDATE vagus_event SET data = ? WHERE name = 'One'", sealed);
        write("UPDATE vagus_event SET data = ? WHERE name = 'Two'", sealed.replaceFirst("1\\.(.)", "1.$1A"));

        List<ModuleEvent> found = events.query(EventQuery.ALL).events();
        assertThat(found).extracting(ModuleEvent::id).containsExactly(two.id(), one.id());
        assertThat(found)
                .extracting(each -> each.data().get(Sealing.UNREADABLE))
                .containsOnly("it was changed since it was encrypted");

        write("UPDATE vagus_event SET data = ? WHERE name = 'Two'", "{\"code\":\"mine\"}");
        assertThat(events.query(EventQuery.ALL.named("Two")).events())
                .extracting(each -> each.data().get(Sealing.UNREADABLE))
                .containsExactly("it is marked as encrypted and is not: somebody changed it");
    }

    @Test
    void whatWasSealedByAKeyThatIsGoneIsShownAsUnreadableUntilItIsBack() throws Exception {
        ModuleEvent event = written("One", Map.of("code", SECRET));
        sealing.cipher(new FakeCipher(2));
        assertThat(events.query(EventQuery.ALL).events())
                .extracting(each -> each.data().get(Sealing.UNREADABLE))
                .containsExactly("the key 1 is not known");

        sealing.cipher(new FakeCipher(1));
        assertThat(events.query(EventQuery.ALL).events()).containsExactly(event);
    }

    @Test
    void clearingByATextTakesThoseThatHaveItAndNoOther() throws Exception {
        for (int i = 0; i < 600; i++) {
            events.append(encrypted("Event" + i % 2, Map.of("code", i % 2 == 0 ? SECRET : "other")));
        }
        events.append(event("Plain", Map.of("code", SECRET)))
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);

        assertThat(events.clear(EventQuery.ALL.containing("4711"))).isEqualTo(301);
        assertThat(events.query(EventQuery.ALL.limit(1_000)).events())
                .hasSize(300)
                .allMatch(each -> each.data().get("code").equals("other"));
    }

    @Test
    void aConfidentialLetterIsReadAgainAndStandsInNoRow() throws Exception {
        StoredLetter secret = new StoredLetter(TimeOrderedId.next(), "{\"data\":\"" + SECRET + "\"}", true);
        StoredLetter open = new StoredLetter(TimeOrderedId.next(), "{\"data\":\"open\"}");
        letters.write(List.of(secret, open), List.of());

        assertThat(rows("SELECT content FROM vagus_dead_letter"))
                .hasSize(2)
                .noneMatch(row -> row.contains(SECRET))
                .anyMatch(row -> row.equals(open.content()));
        assertThat(letters.open(10)).containsExactly(secret, open);
    }

    @Test
    void aConfidentialLetterThatNothingSealsIsRefusedAndNothingIsWritten() throws Exception {
        FakeCipher cipher = new FakeCipher(4);
        sealing.cipher(cipher);
        sealing.without(cipher);
        StoredLetter secret = new StoredLetter(TimeOrderedId.next(), SECRET, true);
        StoredLetter open = new StoredLetter(TimeOrderedId.next(), "open");

        assertThatThrownBy(() -> letters.write(List.of(open, secret), List.of()))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.category()).isEqualTo(ErrorCategory.VALIDATION))
                .hasMessageNotContaining(SECRET);
        assertThat(letters.open(10)).isEmpty();
    }

    @Test
    void aLetterThatCannotBeOpenedStaysAndTheOthersAreRead() throws Exception {
        StoredLetter secret = new StoredLetter(TimeOrderedId.next(), SECRET, true);
        StoredLetter open = new StoredLetter(TimeOrderedId.next(), "open");
        letters.write(List.of(secret, open), List.of());
        sealing.cipher(new FakeCipher(2));
        assertThat(letters.open(10)).containsExactly(open);

        sealing.cipher(new FakeCipher(1));
        assertThat(letters.open(10)).containsExactly(secret, open);
    }

    private ModuleEvent written(String name, Map<String, Object> data) throws Exception {
        ModuleEvent event = encrypted(name, data);
        events.append(event).toCompletableFuture().get(10, TimeUnit.SECONDS);
        return event;
    }

    private static ModuleEvent encrypted(String name, Map<String, Object> data) {
        return event(name, data).with(Mark.ENCRYPTED);
    }

    private static ModuleEvent event(String name, Map<String, Object> data) {
        return TestDatabase.event(name, data);
    }

    private List<String> names(EventQuery query) {
        return events.query(query).events().stream().map(ModuleEvent::name).toList();
    }

    private List<String> rows(String sql) throws SQLException {
        try (Connection connection = database.open();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (row.next()) {
                found.add(row.getString(1));
            }
            return found;
        }
    }

    private void write(String sql, String value) throws SQLException {
        try (Connection connection = database.open();
                PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, value);
            update.executeUpdate();
        }
    }
}
