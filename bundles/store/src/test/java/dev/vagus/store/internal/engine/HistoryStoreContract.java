package dev.vagus.store.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.vagus.events.EventPage;
import dev.vagus.events.EventQuery;
import dev.vagus.events.ModuleEvent;
import dev.vagus.events.ModuleEvent.Mark;
import dev.vagus.module.ErrorCategory;
import dev.vagus.spi.StoreException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What the store does on each database with what comes. */
abstract class HistoryStoreContract extends HistoryStoreFixture {
    @Test
    void whatWasWrittenIsThereAfterARestart() throws Exception {
        ModuleEvent event = TestDatabase.event(
                        "Done", "Lab", "Runner", 5_000, "corr", Map.of("Step", "one", "List", List.of(1, 2.5, true)))
                .with(Mark.BROADCAST);
        store.append(event).toCompletableFuture().get(10, TimeUnit.SECONDS);
        store.stop();

        store = database.start(TestDatabase.BOUNDS);

        assertThat(store.query(EventQuery.ALL).events()).containsExactly(event);
    }

    @Test
    void anEventThatIsThereAlreadyIsLeftAsItIs() throws Exception {
        ModuleEvent event = TestDatabase.event("First", Map.of("k", 1));
        ModuleEvent same =
                new ModuleEvent(event.id(), "Second", "Events", "Lab", event.timestamp(), null, Map.of("k", 2));

        store.append(event);
        store.append(TestDatabase.event("Between", Map.of()));
        store.append(same).toCompletableFuture().get(10, TimeUnit.SECONDS);

        assertThat(names(EventQuery.ALL)).containsExactly("Between", "First");
    }

    @Test
    void anEventThatTheDatabaseCannotTakeIsFailedAlone() throws Exception {
        CompletableFuture<?> before =
                store.append(TestDatabase.event("Before", Map.of())).toCompletableFuture();
        CompletableFuture<?> bad =
                store.append(TestDatabase.event("x".repeat(2_000), Map.of())).toCompletableFuture();
        CompletableFuture<?> after =
                store.append(TestDatabase.event("After", Map.of())).toCompletableFuture();

        after.get(10, TimeUnit.SECONDS);
        before.get(10, TimeUnit.SECONDS);
        assertThatThrownBy(() -> bad.get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("SQL state 22001")
                .hasMessageNotContaining("xxx");
        assertThat(names(EventQuery.ALL)).containsExactly("After", "Before");
    }

    @Test
    void anEventWithAnIdThatIsNoneIsFailedAlone() throws Exception {
        CompletableFuture<?> bad = store.append(
                        new ModuleEvent("nobody's id", "Bad", "Events", "Lab", Instant.EPOCH, null, Map.of()))
                .toCompletableFuture();
        store.append(TestDatabase.event("After", Map.of()))
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);

        assertThat(bad).isCompletedExceptionally();
        assertThat(names(EventQuery.ALL)).containsExactly("After");
    }

    @Test
    void aDatabaseThatIsLostIsTakenUpAgainAndNothingThatWasTakenIsLost() throws Exception {
        store.stop();
        store = database.start(new Bounds(10, 5, 0, 0, Duration.ofSeconds(5)));
        append("Before", "Events", "Lab", 1, null, Map.of());
        names(EventQuery.ALL);
        List<String> taken = new ArrayList<>();
        List<CompletableFuture<?>> promised = new ArrayList<>();
        int refused = 0;
        database.crash();
        try {
            for (int i = 0; i < 100; i++) {
                CompletableFuture<?> written =
                        store.append(TestDatabase.event("e" + i, Map.of())).toCompletableFuture();
                if (written.isCompletedExceptionally()) {
                    refused++;
                } else {
                    taken.add("e" + i);
                    promised.add(written);
                }
            }
            assertThat(taken).hasSizeBetween(10, 15);
            assertThat(promised).noneMatch(CompletableFuture::isDone);
            assertThatThrownBy(() -> database.open()).isInstanceOf(SQLException.class);
        } finally {
            database.comeBack();
        }
        for (CompletableFuture<?> each : promised) {
            each.get(20, TimeUnit.SECONDS);
        }

        taken.add(0, "Before");
        assertThat(names(EventQuery.ALL.oldestFirst())).containsExactlyElementsOf(taken);
        assertThat(store.refused()).isEqualTo(refused).isEqualTo(101 - taken.size());
    }

    @Test
    void aWrongPasswordIsNamedAndNotShown() {
        JdbcHistoryStore stranger =
                TestDatabase.start(() -> database.open("wrong-secret"), new Bounds(10, 5, 0, 0, Duration.ofMillis(10)));
        names(EventQuery.ALL);

        assertThatThrownBy(() -> stranger.query(EventQuery.ALL))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("SQL state 28")
                .message()
                .containsPattern("(?i)password")
                .doesNotContain("secret");
        stranger.stop();
    }

    @Test
    void whatFindsNoRoomIsRefusedAtOnceAndAStopFailsWhatIsLeft() {
        store.stop();
        store = TestDatabase.start(
                () -> {
                    throw new SQLException("the database is down", "08001");
                },
                new Bounds(10, 5, 0, 0, Duration.ofMillis(100)));
        List<CompletableFuture<?>> taken = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            taken.add(store.append(TestDatabase.event("e" + i, Map.of())).toCompletableFuture());
        }

        assertThat(taken)
                .filteredOn(CompletableFuture::isCompletedExceptionally)
                .hasSizeGreaterThanOrEqualTo(85);
        CompletableFuture<?> refused = taken.stream()
                .filter(CompletableFuture::isCompletedExceptionally)
                .findFirst()
                .orElseThrow();
        assertThatThrownBy(refused::get).cause().isInstanceOfSatisfying(StoreException.class, e -> assertThat(
                        e.category())
                .isEqualTo(ErrorCategory.BUSY));
        store.stop();
        assertThat(taken).allSatisfy(each -> assertThat(each).isCompletedExceptionally());
        assertThat(store.append(TestDatabase.event("late", Map.of())).toCompletableFuture())
                .isCompletedExceptionally();
        assertThatThrownBy(() -> store.query(EventQuery.ALL)).isInstanceOf(StoreException.class);
    }

    @Test
    void whatIsBeyondTheBoundsIsForgotten() throws Exception {
        for (int i = 0; i < 5; i++) {
            append("e" + i, "Events", "Lab", i * 1_000, null, Map.of());
        }
        names(EventQuery.ALL);
        forget(new Bounds(1, 1, 0, 2_500, Duration.ZERO));
        assertThat(names(EventQuery.ALL)).containsExactly("e4", "e3", "e2");
        forget(new Bounds(1, 1, 2, 0, Duration.ZERO));
        assertThat(names(EventQuery.ALL)).containsExactly("e4", "e3");
        assertThat(names(EventQuery.ALL.named("e*"))).containsExactly("e4", "e3");
    }

    private void forget(Bounds bounds) throws SQLException {
        Retention retention = new Retention(bounds, () -> 4_000);
        Database writing = new Database(new MigratedConnections(database), new Rows(), retention);
        retention.fallDue();
        assertThat(writing.tidy()).isFalse();
        writing.disconnect();
    }

    @Test
    void whatIsTooMuchIsForgottenWhileEventsComeAndNotOnlyOnceAMinute() throws Exception {
        store.stop();
        store = database.start(new Bounds(50_000, 500, 1_000, 0, Duration.ofSeconds(5)));
        CompletableFuture<?> last = CompletableFuture.completedFuture(null);
        for (int i = 0; i < 3 * Retention.SLICE; i++) {
            last = store.append(TestDatabase.event("e" + i % 3, Map.of())).toCompletableFuture();
        }
        last.get(30, TimeUnit.SECONDS);

        await().atMost(Duration.ofSeconds(20))
                .until(() -> store.query(EventQuery.ALL.limit(EventQuery.MOST))
                                .events()
                                .size()
                        < 1_000 + Retention.SLICE);
        assertThat(store.query(EventQuery.ALL.limit(EventQuery.MOST)).events()).hasSizeGreaterThanOrEqualTo(1_000);
    }

    /** What all pages of it hold. */
    @Test
    void aFloodIsBoundedCountedAndLeavesNothingBehind() {
        store.stop();
        store = database.start(new Bounds(100, 50, 0, 0, Duration.ofSeconds(5)));
        List<String> taken = new ArrayList<>();
        List<CompletableFuture<?>> promised = new ArrayList<>();
        while (store.refused() < 1_000) {
            String name = "e" + promised.size();
            CompletableFuture<?> written =
                    store.append(TestDatabase.event(name, Map.of())).toCompletableFuture();
            if (!written.isCompletedExceptionally()) {
                taken.add(name);
            }
            promised.add(written);
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> promised.stream().allMatch(CompletableFuture::isDone));
        assertThat(promised)
                .filteredOn(CompletableFuture::isCompletedExceptionally)
                .hasSize((int) store.refused());

        append("after", "Events", "Lab", 1, null, Map.of());
        taken.add("after");
        List<String> there = new ArrayList<>();
        String next = null;
        do {
            EventPage page = store.query(
                    EventQuery.ALL.oldestFirst().limit(EventQuery.MOST).after(next));
            page.events().forEach(event -> there.add(event.name()));
            next = page.next();
        } while (next != null);
        assertThat(there).isEqualTo(taken);
    }

    @Test
    void manyPublishersLoseNothing() throws InterruptedException {
        List<CompletableFuture<?>> taken = Collections.synchronizedList(new ArrayList<>());
        List<Thread> publishers = new ArrayList<>();
        for (int p = 0; p < 4; p++) {
            int publisher = p;
            publishers.add(new Thread(
                    () -> {
                        for (int i = 0; i < 2_000; i++) {
                            Map<String, Object> data = Map.of("publisher", publisher, "number", i);
                            taken.add(
                                    store.append(TestDatabase.event("e", data)).toCompletableFuture());
                        }
                    },
                    "test-publisher"));
        }
        publishers.forEach(Thread::start);
        for (Thread each : publishers) {
            each.join(20_000);
        }

        await().atMost(Duration.ofSeconds(30)).until(() -> taken.stream().allMatch(CompletableFuture::isDone));
        assertThat(taken).hasSize(8_000).noneMatch(CompletableFuture::isCompletedExceptionally);
        assertThat(store.clear(EventQuery.ALL)).isEqualTo(8_000);
    }
}
