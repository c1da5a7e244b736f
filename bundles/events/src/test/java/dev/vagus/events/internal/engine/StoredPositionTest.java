package dev.vagus.events.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.events.ModuleEvent;
import dev.vagus.events.Replay;
import dev.vagus.module.TimeOrderedId;
import dev.vagus.spi.StoredPosition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Positions over the end of a process: one engine after the other on the same stores, with a memory of ten events. */
class StoredPositionTest {
    private static final Replay NAMED = Replay.from("billing");
    private static final Replay ALL = Replay.since(Instant.EPOCH).named("billing");

    private final FakeStore store = new FakeStore();
    private final FakePositions positions = new FakePositions();
    private final List<String> heard = new ArrayList<>();
    private ManualExecutor executor;
    private ManualLater later;
    private TestBench bench;
    private int published;

    @BeforeEach
    void begin() {
        beginWithoutPositions();
        bench.engine.positions().store(positions);
    }

    private void beginWithoutPositions() {
        executor = new ManualExecutor();
        later = new ManualLater();
        bench = new TestBench(10, 10, executor, 20, later);
        bench.now.set(TimeOrderedId.next().time().toEpochMilli() + 60_000);
        bench.history.durability().store(store);
    }

    private void restart() {
        bench.engine.stop(executor::runAll);
        begin();
    }

    @Test
    void afterACleanStopTheHandlerGoesOnWhereItLeftOff() {
        bench.add(NAMED, this::hear);
        runAll();
        publishAndHear(35);
        restart();
        publish(25);
        bench.add(NAMED, this::hear);
        publish(3);
        runAll();
        restart();
        bench.add(NAMED, this::hear);
        runAll();
        publishAndHear(2);

        assertThat(heard).isEqualTo(names(0, 65));
    }

    @Test
    void aHandlerThatLeftBeforeTheStopGoesOnThereToo() {
        HandlerEntry entry = bench.add(NAMED, this::hear);
        runAll();
        publishAndHear(5);
        publish(3);
        bench.engine.remove(entry);
        publish(30);
        restart();
        publish(30);
        bench.add(NAMED, this::hear);
        runAll();

        assertThat(heard).isEqualTo(names(0, 68));
    }

    @Test
    void nothingIsHeardOfWhatCameBeforeTheFirstTime() {
        publish(40);
        bench.add(NAMED, this::hear);
        publish(3);
        runAll();
        restart();
        bench.add(NAMED, this::hear);
        runAll();

        assertThat(heard).isEqualTo(names(40, 43));
    }

    @Test
    void whatIsAskedForTheFirstTimeIsNotHeardAgain() {
        publish(40);
        bench.add(Replay.last(15).named("billing"), this::hear);
        runAll();
        restart();
        publish(1);
        bench.add(Replay.last(15).named("billing"), this::hear);
        runAll();

        assertThat(heard).isEqualTo(names(25, 41));
    }

    @Test
    void afterAKillWhatWasHeardSinceTheLastSecondComesAgainAndNothingIsLeftOut() {
        bench.add(ALL, this::hear);
        runAll();
        publishAndHear(15);
        publishAndHear(15);
        later.second();
        publishAndHear(5);
        publish(15);
        // Killed: nothing of the engine is called any more.
        begin();
        bench.add(ALL, this::hear);
        runAll();

        assertThat(heard.subList(0, 35)).isEqualTo(names(0, 35));
        assertThat(heard.subList(35, heard.size())).isEqualTo(names(30, 50));
    }

    @Test
    void whatMovesIsWrittenOnceASecondAndWhatRestsOnceAMinute() {
        bench.add(ALL, this::hear);
        runAll();
        later.second();
        int before = positions.saves;
        publishAndHear(5);
        publishAndHear(5);
        assertThat(positions.saves).isEqualTo(before);
        later.second();
        assertThat(positions.saves).isEqualTo(before + 1);
        later.second();
        assertThat(positions.saves).isEqualTo(before + 1);

        long floor = saved().floor().value();
        TimeOrderedId.nextValue(TimeOrderedId.next().time().toEpochMilli() + 600_000);
        for (int second = 0; second < PositionKeeper.RESTING; second++) {
            later.second();
        }
        assertThat(positions.saves).isEqualTo(before + 2);
        assertThat(saved().floor().value()).isGreaterThan(floor);
        assertThat(saved().had()).isEmpty();
    }

    @Test
    void whatWaitsForAHandlerHoldsItsFloorBack() {
        bench.add(ALL, this::hear);
        runAll();
        publish(1);
        bench.now.addAndGet(60_000);
        publish(1);
        TimeOrderedId.nextValue(bench.now.get() + 600_000);
        for (int second = 0; second <= PositionKeeper.RESTING; second++) {
            later.second();
        }
        begin();
        bench.add(ALL, this::hear);
        runAll();

        assertThat(heard).isEqualTo(names(0, 2));
    }

    @Test
    void whatAFullMailboxTurnedAwayComesAfterARestart() {
        bench.add(NAMED, this::hear);
        runAll();
        publish(30);
        runAll();
        bench.now.addAndGet(60_000);
        publishAndHear(10);
        restart();
        bench.add(NAMED, this::hear);
        runAll();

        assertThat(heard).hasSize(40).containsExactlyInAnyOrderElementsOf(names(0, 40));
    }

    @Test
    void aPositionThatCannotBeReadIsTriedAgain() {
        bench.add(NAMED, this::hear);
        runAll();
        publishAndHear(5);
        restart();
        publish(20);
        positions.failures = 4;
        bench.add(NAMED, this::hear);
        runAll();

        assertThat(heard).isEqualTo(names(0, 25));
    }

    @Test
    void aPositionThatCannotBeReadAtAllIsNotWrittenOver() {
        bench.add(NAMED, this::hear);
        runAll();
        publishAndHear(5);
        restart();
        publish(20);
        positions.failures = 6;
        bench.add(NAMED, this::hear);
        runAll();
        publishAndHear(5);
        assertThat(heard)
                .isEqualTo(IntStream.concat(IntStream.range(0, 5), IntStream.range(25, 30))
                        .mapToObj(i -> "e" + i)
                        .toList());
        later.second();
        restart();
        heard.clear();
        bench.add(NAMED, this::hear);
        runAll();

        assertThat(heard).isEqualTo(names(5, 30));
    }

    @Test
    void aWriteThatFailsIsDoneASecondLater() {
        bench.add(NAMED, this::hear);
        runAll();
        publishAndHear(5);
        positions.failures = 1;
        later.second();
        assertThat(positions.saved).isEmpty();
        later.second();

        assertThat(saved().had()).hasSize(5);
    }

    @Test
    void withoutAStoreNothingIsWrittenAndOneThatComesIsWrittenFromThenOn() {
        beginWithoutPositions();
        bench.add(NAMED, this::hear);
        publishAndHear(5);
        later.second();
        assertThat(positions.saves).isZero();

        bench.engine.positions().store(positions);
        later.second();
        assertThat(saved().had()).hasSize(5);
    }

    @Test
    void aStoreThatComesAfterTheHandlerIsNotWrittenOver() {
        bench.add(NAMED, this::hear);
        runAll();
        publishAndHear(5);
        restart();
        bench.history.durability().store(null);
        bench.add(NAMED, this::hear);
        bench.history.durability().store(store);
        publishAndHear(5);
        StoredPosition before = saved();
        later.second();
        later.second();

        assertThat(saved()).isEqualTo(before);
    }

    private StoredPosition saved() {
        return Objects.requireNonNull(positions.saved.get("Lab/billing"));
    }

    private void publish(int events) {
        for (int i = 0; i < events; i++) {
            bench.publish("e" + published, Map.of());
            published++;
        }
    }

    private void publishAndHear(int events) {
        publish(events);
        runAll();
    }

    private void runAll() {
        do {
            executor.runAll();
        } while (later.runOne());
    }

    private void hear(ModuleEvent event) {
        heard.add(event.name());
    }

    private static List<String> names(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "e" + i).toList();
    }
}
