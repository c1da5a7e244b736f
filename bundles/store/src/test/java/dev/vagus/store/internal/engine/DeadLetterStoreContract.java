package dev.vagus.store.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.vagus.events.EventQuery;
import dev.vagus.module.ErrorCategory;
import dev.vagus.module.TimeOrderedId;
import dev.vagus.spi.StoreException;
import dev.vagus.spi.StoredLetter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the store of dead letters does on each database. */
abstract class DeadLetterStoreContract {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final StoredLetter first = letter("{\"one\": \"\\u00e4 '\\\"%\"}");
    private final StoredLetter second = letter("x".repeat(1_000_000));
    private final StoredLetter third = letter("");
    private TestDatabase database;
    private JdbcDeadLetterStore store;

    /** An empty one. */
    abstract TestDatabase database() throws SQLException;

    private static StoredLetter letter(String content) {
        return new StoredLetter(TimeOrderedId.next(), content);
    }

    @BeforeEach
    void start() throws SQLException {
        database = database();
        store = new JdbcDeadLetterStore(database, new Sealing());
    }

    @AfterEach
    void stop() {
        store.stop(PATIENCE);
    }

    private void restart() {
        store.stop(PATIENCE);
        store = new JdbcDeadLetterStore(database, new Sealing());
    }

    @Test
    void whatWasWrittenIsThereAfterARestartOldestFirst() {
        assertThat(store.open(10)).isEmpty();
        store.write(List.of(second, third), List.of());
        store.write(List.of(first), List.of());
        restart();

        assertThat(store.open(10)).containsExactly(first, second, third);
    }

    @Test
    void whatIsRemovedInTheSameStepAsSomethingIsWrittenIsGone() {
        store.write(List.of(first, second), List.of());
        store.write(List.of(third), List.of(first.id(), TimeOrderedId.next()));
        restart();

        assertThat(store.open(10)).containsExactly(second, third);
    }

    @Test
    void whatIsThereAlreadyIsWrittenAnew() {
        store.write(List.of(first, second), List.of());
        StoredLetter changed = new StoredLetter(first.id(), "changed");
        store.write(List.of(changed, third), List.of());

        assertThat(store.open(10)).containsExactly(changed, second, third);
    }

    @Test
    void theOldestBeyondTheBoundAreForgottenAtOpening() {
        store.write(List.of(first, second, third), List.of());

        assertThat(store.open(2)).containsExactly(second, third);
        assertThat(store.open(10)).containsExactly(second, third);
        assertThat(store.open(0)).isEmpty();
        assertThat(store.open(10)).isEmpty();
    }

    @Test
    void aDatabaseThatIsLostIsTakenUpAgain() throws Exception {
        store.write(List.of(first), List.of());
        database.crash();
        try {
            assertThatThrownBy(() -> store.write(List.of(second), List.of(first.id())))
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.category()).isEqualTo(ErrorCategory.UNAVAILABLE));
            assertThatThrownBy(() -> store.open(10)).isInstanceOf(StoreException.class);
        } finally {
            database.comeBack();
        }

        await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> store.open(10), List.of(first)::equals);
        store.write(List.of(second), List.of(first.id()));
        assertThat(store.open(10)).containsExactly(second);
    }

    @Test
    void whatTheDatabaseCanNeverTakeIsRefusedAsSuchAndNothingOfTheStepIsDone() throws Exception {
        store.write(List.of(first), List.of());
        try (Connection connection = database.open();
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER TABLE vagus_dead_letter ADD CONSTRAINT short_content CHECK (content <> 'secret')");
        }
        StoredLetter bad = letter("secret");

        assertThatThrownBy(() -> store.write(List.of(second, bad), List.of(first.id())))
                .hasMessageContaining("SQL state 23")
                .hasMessageNotContaining("secret")
                .hasNoCause()
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.category()).isEqualTo(ErrorCategory.VALIDATION));
        assertThat(store.open(10)).containsExactly(first);
    }

    @Test
    void aWrongPasswordIsNamedAndNotShown() {
        store.write(List.of(first), List.of());
        JdbcDeadLetterStore stranger = new JdbcDeadLetterStore(() -> database.open("wrong-secret"), new Sealing());

        assertThatThrownBy(() -> stranger.open(10))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("SQL state 28")
                .message()
                .doesNotContain("secret");
        stranger.stop(PATIENCE);
    }

    @Test
    void aStoreThatHasStoppedRefuses() {
        store.write(List.of(first), List.of());
        store.stop(PATIENCE);

        assertThatThrownBy(() -> store.open(10)).hasMessageContaining("stopped");
        assertThatThrownBy(() -> store.write(List.of(second), List.of())).isInstanceOf(StoreException.class);
    }

    @Test
    void aStopDoesNotWaitForADatabaseThatHangsAndClosesWhatItOpensLater() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answers = new CountDownLatch(1);
        AtomicReference<Connection> opened = new AtomicReference<>();
        JdbcDeadLetterStore hanging = new JdbcDeadLetterStore(
                () -> {
                    asked.countDown();
                    awaitSome(answers);
                    opened.set(database.open());
                    return opened.get();
                },
                new Sealing());
        Thread writer = new Thread(() -> hanging.write(List.of(first), List.of()), "test-writer");
        writer.start();
        assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();

        hanging.stop(Duration.ofMillis(10));
        answers.countDown();
        writer.join(20_000);

        assertThat(opened.get().isClosed()).isTrue();
    }

    private static void awaitSome(CountDownLatch latch) throws SQLException {
        try {
            if (!latch.await(20, TimeUnit.SECONDS)) {
                throw new SQLException("nobody let it go on", "08001");
            }
        } catch (InterruptedException e) {
            throw new SQLException("interrupted", "08001", e);
        }
    }

    @Test
    void bothStoresBringUpTheTablesOfOneNewDatabaseAtTheSameTime() {
        JdbcHistoryStore history = TestDatabase.start(database, TestDatabase.BOUNDS);
        try {
            history.append(TestDatabase.event("e", Map.of()));
            store.write(List.of(first), List.of());

            assertThat(history.query(EventQuery.ALL).events()).hasSize(1);
            assertThat(store.open(10)).containsExactly(first);
        } finally {
            history.stop();
        }
    }
}
