package dev.vagus.events.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.events.HandlerSnapshot;
import dev.vagus.events.ModuleEvent;
import dev.vagus.events.Replay;
import dev.vagus.events.ReplayStatus;
import dev.vagus.events.ReplayStatus.State;
import dev.vagus.module.TimeOrderedId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.service.event.Event;

/** Replays that reach behind a memory of ten events into a store. */
class StoredReplayTest {
    private static final Replay ALL = Replay.since(Instant.EPOCH);

    private final ManualExecutor executor = new ManualExecutor();
    private final ManualLater later = new ManualLater();
    private final TestBench bench = new TestBench(10, 10, executor, 20, later);
    private final FakeStore store = new FakeStore();
    private final List<String> heard = new ArrayList<>();
    private int published;

    @BeforeEach
    void begin() {
        bench.now.set(TimeOrderedId.next().time().toEpochMilli() + 60_000);
        bench.history.durability().store(store);
    }

    @Test
    void everythingSinceATimeComesOutOfTheStoreThenOutOfMemoryThenLive() {
        publish(1_250);
        HandlerEntry entry = bench.add(ALL, this::hear);
        runAll();
        publish(3);
        runAll();

        assertThat(heard).isEqualTo(names(0, 1_253));
        assertThat(entry.snapshot().delivered()).isEqualTo(1_253);
        assertBalances(entry.snapshot());
    }

    @Test
    void whatIsFarBehindTheMemoryIsReadPageByPageWhileTheHandlerIsBehind() {
        publishOverTime();
        bench.add(ALL, event -> {
            hear(event);
            assertThat(bench.engine.snapshots().get(0).queued()).isLessThanOrEqualTo(PastReader.PAGE);
        });
        runAll();

        assertThat(heard).isEqualTo(names(0, 3_000));
    }

    @Test
    void onlyWhatIsOfTheTimeOrLaterIsRead() {
        publish(100);
        bench.now.addAndGet(60_000);
        publish(30);
        bench.add(Replay.since(Instant.ofEpochMilli(bench.now.get())), this::hear);
        runAll();

        assertThat(heard).isEqualTo(names(100, 130));
    }

    @Test
    void theLastOnesAreThoseThatTheHandlerHearsHoweverFarBack() {
        publish(2_000);
        bench.now.addAndGet(60_000);
        publish(20);
        add(Replay.last(30), event -> ((Integer) event.getProperty("number")) % 100 == 7);
        runAll();
        publish(100);
        runAll();

        assertThat(heard)
                .isEqualTo(IntStream.iterate(7, each -> each + 100)
                        .limit(22)
                        .mapToObj(each -> "e" + each)
                        .toList());
        heard.clear();
        add(Replay.last(3), event -> ((Integer) event.getProperty("number")) % 100 == 7);
        runAll();
        assertThat(heard).containsExactly("e1907", "e2007", "e2107");
    }

    @Test
    void theLastOnesOfThoseSinceATimeAreTakenWhereBothAreAskedFor() {
        publish(100);
        bench.now.addAndGet(60_000);
        publish(30);
        Instant since = Instant.ofEpochMilli(bench.now.get());
        bench.add(new Replay(20, since, ""), this::hear);
        runAll();
        assertThat(heard).isEqualTo(names(110, 130));

        heard.clear();
        bench.add(new Replay(50, since, ""), this::hear);
        runAll();
        assertThat(heard).isEqualTo(names(100, 130));
    }

    @Test
    void whenTheMemoryHasAllOfItNoStoreIsRead() {
        publish(100);
        bench.now.addAndGet(60_000);
        publish(5);
        bench.add(Replay.last(10), this::hear);
        bench.add(Replay.NONE, this::hear);
        runAll();
        bench.add(Replay.from("fresh"), this::hear);
        runAll();

        assertThat(heard).isEqualTo(names(95, 105));
        assertThat(store.queries).isZero();
    }

    @Test
    void anEventThatAPublisherIsBringingIsHeardOnce() {
        publish(50);
        store.appended = event -> {
            store.appended = other -> {};
            bench.add(ALL, this::hear);
            runAll();
        };
        publish(3);
        runAll();

        assertThat(heard).isEqualTo(names(0, 53));
    }

    @Test
    void anEventThatGetsItsIdBeforeTheHandlerComesAndIsGivenToTheStoreAfterwardsIsHeardOnce() {
        publish(50);
        ModuleEvent brought = bench.mapping.create("brought", "Events", "other", null, Map.of());
        bench.add(ALL, this::hear);
        runAll();
        bench.engine.publish(Publication.of(brought));
        publish(2);
        runAll();

        assertThat(heard)
                .hasSize(53)
                .doesNotHaveDuplicates()
                .contains("brought")
                .containsAll(names(0, 52));
    }

    @Test
    void anEventThatIsOvertakenByAWholeMemoryBeforeTheStoreHasItIsHeard() {
        overtaken(() -> bench.publish("overtaken"));
        heard.clear();
        overtaken(() -> bench.engine.post(new Event("dev/vagus/event/Events/overtaken", Map.of())));
    }

    private void overtaken(Runnable publication) {
        publish(50);
        HandlerEntry[] entry = new HandlerEntry[1];
        store.appending = event -> {
            store.appending = other -> {};
            publish(15);
            entry[0] = bench.add(Replay.last(15), this::hear);
            runAll();
        };
        publication.run();
        runAll();
        bench.engine.remove(entry[0]);

        assertThat(heard).hasSize(16).endsWith("overtaken").doesNotHaveDuplicates();
    }

    @Test
    void whatHasLeftTheMemoryAndIsNotWrittenYetIsWaitedFor() {
        store.beSlow();
        publish(40);
        HandlerEntry entry = bench.add(ALL, this::hear);
        executor.runAll();
        for (int i = 0; i < 20; i++) {
            assertThat(later.runOne()).isTrue();
            executor.runAll();
        }
        assertThat(heard).isEmpty();
        assertThat(store.queries).isZero();

        store.write();
        runAll();

        assertThat(heard).isEqualTo(names(0, 40));
        assertThat(later.putOff).isLessThan(10_000);
        assertBalances(entry.snapshot());
    }

    @Test
    void aStoreThatNeverWritesIsNotWaitedForForEver() {
        publish(20);
        store.beSlow();
        publish(20);
        bench.add(ALL, this::hear);
        runAll();

        assertThat(heard).startsWith("e0").endsWith("e39").hasSize(30);
        assertThat(later.putOff).isBetween(10_000L, 11_000L);
    }

    @Test
    void anErrorIsTriedAgain() {
        publish(40);
        store.failures = 3;
        bench.add(ALL, this::hear);
        runAll();

        assertThat(heard).isEqualTo(names(0, 40));
        assertThat(later.putOff).isEqualTo(100 + 200 + 400);
        assertThat(bench.history.durability().unreadReplays()).isZero();
    }

    @Test
    void aStoreThatCannotBeReadIsGoneWithoutAndThatIsCounted() {
        publish(40);
        store.failures = Integer.MAX_VALUE;
        bench.add(ALL, this::hear);
        bench.add(Replay.last(20), this::hear);
        runAll();
        publish(1);
        runAll();

        assertThat(heard)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 22).mapToObj(i -> "e" + (30 + i / 2)).toList());
        assertThat(bench.history.durability().unreadReplays()).isEqualTo(2);
    }

    @Test
    void aStoreThatLeavesMeanwhileIsGoneWithout() {
        for (int i = 0; i < 10; i++) {
            publish(100);
            bench.now.addAndGet(3_000);
        }
        bench.add(ALL, event -> {
            hear(event);
            bench.history.durability().store(null);
        });
        runAll();
        publish(1);
        runAll();

        assertThat(heard).startsWith("e0").endsWith("e999", "e1000").doesNotHaveDuplicates();
        assertThat(heard).hasSizeBetween(500, 600);
        assertThat(bench.history.durability().unreadReplays()).isEqualTo(1);
    }

    @Test
    void aHandlerThatLeavesEndsTheReading() {
        publish(1_200);
        HandlerEntry[] self = new HandlerEntry[1];
        self[0] = bench.add(ALL, event -> {
            hear(event);
            bench.engine.remove(self[0]);
        });
        HandlerEntry never = bench.add(ALL, this::hear);
        executor.runAll();
        bench.engine.remove(never);
        runAll();

        assertThat(heard).containsExactly("e0");
        assertThat(store.queries).isLessThanOrEqualTo(2);
        assertThat(later.isIdle()).isTrue();
        assertBalances(self[0].snapshot());
        assertBalances(never.snapshot());
        assertThat(self[0].snapshot().cleared()).isPositive();
        assertThat(never.snapshot().queued()).isZero();
    }

    @Test
    void whatComesMeanwhileNeedsNoRoomAndIsHeardAfterwardsOnce() {
        for (int i = 0; i < 20; i++) {
            publish(100);
            bench.now.addAndGet(3_000);
        }
        HandlerEntry entry = bench.add(ALL, event -> {
            hear(event);
            if (heard.size() % 10 == 0 && published < 2_150) {
                publish(1);
                bench.now.addAndGet(500);
            }
        });
        runAll();

        assertThat(heard).isEqualTo(names(0, 2_150));
        assertThat(entry.snapshot().dropped()).isZero();
        assertBalances(entry.snapshot());
    }

    @Test
    void whatNoStoreHasIsHeardAfterThePast() {
        for (int i = 0; i < 10; i++) {
            publish(100);
            bench.now.addAndGet(3_000);
        }
        bench.add(ALL, event -> {
            hear(event);
            if (heard.size() == 3) {
                bench.publish("Unkept");
                bench.sticky("Sticky", "", 1);
                bench.engine.publish(new Publication(
                        bench.mapping.create("State", "Events", "me", null, Map.of()),
                        false,
                        new Publication.Sticky("", false)));
            }
        });
        runAll();

        assertThat(heard).hasSize(1_003).doesNotHaveDuplicates().containsAll(names(0, 1_000));
        assertThat(heard).contains("Unkept", "Sticky", "State");
    }

    @Test
    void whatTheGateForbidsIsNotReplayed() {
        publish(40);
        bench.publish("Secret");
        publish(40);
        FakeGate gate = new FakeGate();
        names(0, 80).forEach(name -> gate.allow("Lab", "events:subscribe:" + name));
        bench.engine.door().gate(gate);
        bench.add(ALL, this::hear);
        runAll();

        assertThat(heard).isEqualTo(names(0, 80));
    }

    @Test
    void aNamedHandlerGoesOnWhereItLeftOffBehindTheMemory() {
        HandlerEntry first = bench.add(ALL.named("billing"), this::hear);
        for (int i = 0; i < 5; i++) {
            publish(10);
            runAll();
        }
        publish(5);
        bench.engine.remove(first);
        publish(700);
        bench.now.addAndGet(60_000);
        publish(700);
        HandlerEntry second = bench.add(ALL.named("billing"), this::hear);
        runAll();
        publish(5);
        runAll();
        bench.engine.remove(second);
        bench.add(ALL.named("billing"), this::hear);
        runAll();

        assertThat(heard).isEqualTo(names(0, 1_460));
    }

    @Test
    void aNamedHandlerThatLeavesDuringItsReplayGoesOnThere() {
        publish(1_200);
        HandlerEntry[] self = new HandlerEntry[1];
        for (int round = 0; round < 4; round++) {
            int until = 300 * (round + 1);
            self[0] = bench.add(ALL.named("billing"), event -> {
                hear(event);
                if (heard.size() == until) {
                    bench.engine.remove(self[0]);
                }
            });
            runAll();
        }

        assertThat(heard).isEqualTo(names(0, 1_200));
    }

    @Test
    void whatAFullMailboxTurnedAwayComesOutOfTheStoreWhenTheNamedHandlerComesBack() {
        HandlerEntry first = bench.add(Replay.from("billing"), this::hear);
        publish(60);
        assertThat(first.snapshot().dropped()).isEqualTo(40);
        runAll();
        publish(20);
        runAll();
        bench.engine.remove(first);
        bench.add(Replay.from("billing"), this::hear);
        runAll();

        assertThat(heard).hasSize(80).containsExactlyInAnyOrderElementsOf(names(0, 80));
    }

    @Test
    void afterAStopNothingIsReadAndNothingLiveIsHeardWithoutItsPast() {
        publish(1_200);
        HandlerEntry entry = bench.add(ALL, this::hear);
        executor.runAll();
        later.runOne();
        executor.runAll();
        bench.engine.stop(executor::runAll);
        runAll();

        assertThat(heard).isEqualTo(names(0, heard.size()));
        assertThat(heard.size()).isLessThan(1_200);
        assertBalances(entry.snapshot());
    }

    @Test
    void whereANamedHandlerIsCanBeSeen() {
        Instant first = Instant.ofEpochMilli(bench.now.get());
        publishOverTime();
        List<ReplayStatus> seen = new ArrayList<>();
        HandlerEntry entry = bench.add(ALL.named("audit"), event -> seen.add(replay()));
        assertThat(replay()).isEqualTo(new ReplayStatus(State.BEHIND, "audit", null));
        runAll();
        publish(1);
        runAll();

        assertThat(seen).hasSize(3_001).element(1).isEqualTo(new ReplayStatus(State.BEHIND, "audit", first));
        assertThat(entry.snapshot().replay())
                .isEqualTo(new ReplayStatus(State.LIVE, "audit", Instant.ofEpochMilli(bench.now.get())));
    }

    @Test
    void whereAHandlerWithoutANameIsCanBeSeenWhileItHearsThePast() {
        Instant first = Instant.ofEpochMilli(bench.now.get());
        publishOverTime();
        List<ReplayStatus> seen = new ArrayList<>();
        HandlerEntry entry = bench.add(ALL, event -> seen.add(replay()));
        runAll();

        assertThat(seen)
                .startsWith(new ReplayStatus(State.BEHIND, "", null), new ReplayStatus(State.BEHIND, "", first));
        assertThat(entry.snapshot().replay()).isEqualTo(ReplayStatus.NONE);
    }

    private ReplayStatus replay() {
        return bench.engine.snapshots().get(0).replay();
    }

    /** Three thousand events in 90 seconds. */
    private void publishOverTime() {
        for (int i = 0; i < 30; i++) {
            publish(100);
            bench.now.addAndGet(3_000);
        }
    }

    private void publish(int events) {
        for (int i = 0; i < events; i++) {
            bench.publish("e" + published, Map.of("number", published));
            published++;
        }
    }

    private void runAll() {
        do {
            executor.runAll();
        } while (later.runOne());
    }

    private HandlerEntry add(Replay replay, Predicate<Event> filter) {
        Interest plain = Interests.where(filter, 0, "dev/vagus/event/*");
        Interest interest = new Interest(
                plain.patterns(), topic -> true, name -> true, plain.filter(), plain.order(), replay, plain.declared());
        return bench.engine.add(
                new HandlerIdentity("f", HandlerKind.MODULE, "Lab", 1), interest, each -> hear(each.view()));
    }

    private void hear(ModuleEvent event) {
        heard.add(event.name());
    }

    private static List<String> names(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "e" + i).toList();
    }

    private static void assertBalances(HandlerSnapshot handler) {
        assertThat(handler.offered())
                .isEqualTo(handler.delivered()
                        + handler.failed()
                        + handler.dropped()
                        + handler.cleared()
                        + handler.queued()
                        + handler.inFlight());
    }
}
