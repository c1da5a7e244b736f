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
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the store does on each database. */
abstract class HistoryStoreContract {
    private TestDatabase database;
    private JdbcHistoryStore store;

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
    void everyCriterionCountsAndWildcardsAreLiteralOtherwise() {
        append("Lab_Started", "Lab-1", "Runner", 10, "c1", Map.of("Step", "Deploy%VM"));
        append("LabXStarted", "Lab-2", "Runner", 20, "c2", Map.of("Nested", List.of(Map.of("Note", "all \"Fine\""))));
        append("Other", "Lab-1", "Clock", 30, null, Map.of("Count", 4711));

        assertThat(names(EventQuery.ALL)).containsExactly("Other", "LabXStarted", "Lab_Started");
        assertThat(names(EventQuery.ALL.oldestFirst())).containsExactly("Lab_Started", "LabXStarted", "Other");
        assertThat(names(EventQuery.ALL.named("Lab_*"))).containsExactly("Lab_Started");
        assertThat(names(EventQuery.ALL.named("*Started"))).containsExactly("LabXStarted", "Lab_Started");
        assertThat(names(EventQuery.ALL.named("Other").on("Lab-1").by("Clock"))).containsExactly("Other");
        assertThat(names(EventQuery.ALL.correlatedBy("c2"))).containsExactly("LabXStarted");
        assertThat(names(EventQuery.ALL.correlatedBy("c2").named("Lab*"))).containsExactly("LabXStarted");
        assertThat(names(EventQuery.ALL.correlatedBy("c2").named("Other"))).isEmpty();
        assertThat(names(EventQuery.ALL.between(Instant.ofEpochMilli(10), Instant.ofEpochMilli(20))))
                .containsExactly("Lab_Started");
        assertThat(names(EventQuery.ALL.containing("y%v"))).containsExactly("Lab_Started");
        assertThat(names(EventQuery.ALL.containing("ALL \"FINE"))).containsExactly("LabXStarted");
        assertThat(names(EventQuery.ALL.containing("471"))).containsExactly("Other");
        assertThat(store.clear(EventQuery.ALL.named("Lab*").limit(1))).isEqualTo(2);
        assertThat(names(EventQuery.ALL)).containsExactly("Other");
    }

    @Test
    void pagesAreStableWhileEventsCome() {
        for (int i = 0; i < 10; i++) {
            append("e" + i, "Events", "Lab", i, null, Map.of());
        }
        List<String> seen = new ArrayList<>();
        String next = null;
        for (int page = 0; page == 0 || next != null; page++) {
            EventPage found = store.query(EventQuery.ALL.limit(4).after(next));
            found.events().forEach(event -> seen.add(event.name()));
            next = found.next();
            append("new" + page, "Events", "Lab", 99, null, Map.of());
        }

        assertThat(seen).containsExactly("e9", "e8", "e7", "e6", "e5", "e4", "e3", "e2", "e1", "e0");
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
                store.append(TestDatabase.event("x".repeat(200), Map.of())).toCompletableFuture();
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

    @Test
    void aPatternFindsTheEventsOfItsNamesPageByPage() {
        for (int i = 0; i < 40; i++) {
            append(
                    i % 3 == 0 ? "Rare" : "Lab" + i % 7,
                    i % 2 == 0 ? "Even" : "Odd",
                    "Lab",
                    i,
                    null,
                    Map.of("Number", i));
        }
        List<Integer> due = IntStream.range(0, 40)
                .filter(i -> i % 3 != 0 && i % 2 == 0)
                .boxed()
                .toList();

        assertThat(numbers(EventQuery.ALL.named("Lab*").on("Even").oldestFirst().limit(4)))
                .isEqualTo(due);
        List<Integer> reversed = new ArrayList<>(due);
        Collections.reverse(reversed);
        assertThat(numbers(EventQuery.ALL.named("Lab*").on("Even").limit(5))).isEqualTo(reversed);
        assertThat(numbers(EventQuery.ALL.named("*ab2").limit(1000))).hasSize(4);
        assertThat(numbers(EventQuery.ALL.named("Nobody*"))).isEmpty();
        store.clear(EventQuery.ALL.named("Lab*"));
        assertThat(numbers(EventQuery.ALL.named("*a*").limit(3))).hasSize(14);
    }

    /** What all pages of it hold. */
    private List<Integer> numbers(EventQuery query) {
        List<Integer> numbers = new ArrayList<>();
        String next = null;
        do {
            EventPage page = store.query(query.after(next));
            page.events().forEach(event -> numbers.add((Integer) event.data().get("Number")));
            next = page.next();
        } while (next != null);
        return numbers;
    }

    @Test
    void aSpanOfTimeIsFoundAlsoAfterTheClockWasSetBack() {
        long now = System.currentTimeMillis();
        append("before", "Events", "Lab", now, null, Map.of());
        append("setBack", "Events", "Lab", now - 3_600_000, null, Map.of());
        append("setForth", "Events", "Lab", now + 3_600_000, null, Map.of());

        assertThat(names(EventQuery.ALL.between(Instant.ofEpochMilli(now - 1), Instant.ofEpochMilli(now + 1))))
                .containsExactly("before");
        assertThat(names(EventQuery.ALL.between(null, Instant.ofEpochMilli(now))))
                .containsExactly("setBack");
        assertThat(names(EventQuery.ALL.between(Instant.ofEpochMilli(now + 1), null)))
                .containsExactly("setForth");
        assertThat(names(EventQuery.ALL
                        .named("set*")
                        .between(Instant.ofEpochMilli(now - 4_000_000), Instant.ofEpochMilli(now + 4_000_000))))
                .containsExactly("setForth", "setBack");
        assertThat(store.clear(EventQuery.ALL.between(null, Instant.ofEpochMilli(now))))
                .isEqualTo(1);
    }

    @Test
    void longDataAreKeptAndFoundToo() {
        String text = "y".repeat(100_000) + "Needle";
        append("long", "Events", "Lab", 1, null, Map.of("Text", text));
        append("short", "Events", "Lab", 1, null, Map.of("Text", "needle"));

        assertThat(names(EventQuery.ALL.containing("NEEDLE"))).containsExactly("short", "long");
        assertThat(store.query(EventQuery.ALL.named("long")).events().get(0).data())
                .isEqualTo(Map.of("Text", text));
    }

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

    private void append(
            String name, String channel, String source, long millis, String correlation, Map<String, Object> data) {
        CompletableFuture<?> written = store.append(
                        TestDatabase.event(name, channel, source, millis, correlation, data))
                .toCompletableFuture();
        assertThat(written).isNotCompletedExceptionally();
    }

    private List<String> names(EventQuery query) {
        return store.query(query).events().stream().map(ModuleEvent::name).toList();
    }
}
