package dev.vagus.events.internal.engine;

import static dev.vagus.events.internal.engine.HandlerBooks.assertBalances;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vagus.events.ModuleEvent;
import dev.vagus.events.ModuleEvent.Mark;
import dev.vagus.events.Replay;
import dev.vagus.events.ReplayStatus;
import dev.vagus.events.ReplayStatus.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.osgi.service.event.Event;

class ReplayTest {
    private final ManualExecutor executor = new ManualExecutor();
    private final TestBench bench = new TestBench(100, 10, executor, 50);
    private final List<String> heard = new ArrayList<>();

    @Test
    void aHandlerThatAsksForNothingHearsWhatComesOnly() {
        bench.publish("past");
        bench.add(Replay.NONE, this::hear);
        bench.publish("live");
        executor.runAll();

        assertThat(heard).containsExactly("live");
    }

    @Test
    void theLastOnesComeFirstAndMarked() {
        publish("a", "b", "c");
        bench.add(Replay.last(2), this::hear);
        publish("d");
        executor.runAll();

        assertThat(heard).containsExactly("b REPLAYED", "c REPLAYED", "d");
    }

    @Test
    void theLastOnesAreThoseThatTheHandlerHears() {
        bench.engine.publish(Publication.of(bench.mapping.create("lab", "Lab", "me", null, Map.of())));
        publish("a", "b", "c");
        bench.engine.publish(
                Publication.of(bench.mapping.create("all", "Events", "me", null, Map.of(), Set.of(Mark.BROADCAST))));
        bench.engine.post(new Event("dev/vagus/event/Lab/posted", Map.of()));

        bench.add(Replay.last(5), "dev/vagus/event/Lab/*", this::hear);
        executor.runAll();

        assertThat(heard).containsExactly("lab REPLAYED", "all BROADCAST REPLAYED", "posted REPLAYED");
    }

    @Test
    void everythingSinceATimeIsReplayed() {
        publish("a");
        bench.now.set(2_000);
        publish("b", "c");

        bench.add(Replay.since(Instant.ofEpochMilli(2_000)), this::hear);
        bench.add(new Replay(1, Instant.EPOCH, ""), this::hear);
        executor.runAll();

        assertThat(heard).containsExactly("b REPLAYED", "c REPLAYED", "c REPLAYED");
    }

    @Test
    void whatIsNotInTheHistoryIsHeardLiveOnly() {
        publish("Unkept", "a");
        bench.add(Replay.last(10), this::hear);
        publish("Unkept");
        executor.runAll();

        assertThat(heard).containsExactly("a REPLAYED", "Unkept");
    }

    @Test
    void aReplayMayBeLongerThanTheMailboxAndTheBooksBalanceAllTheWhile() {
        for (int i = 0; i < 100; i++) {
            bench.publish("e" + i);
        }
        HandlerEntry entry = bench.add(Replay.last(100), event -> {
            hear(event);
            assertBalances(bench.engine.snapshots().get(0));
            if (heard.size() == 40) {
                bench.publish("meanwhile");
            }
        });
        assertThat(entry.snapshot().queued()).isEqualTo(100);
        assertBalances(entry.snapshot());
        bench.publish("live");
        executor.runAll();

        assertThat(heard).hasSize(102).startsWith("e0 REPLAYED").endsWith("e99 REPLAYED", "live", "meanwhile");
        assertThat(entry.snapshot().delivered()).isEqualTo(102);
        assertThat(entry.snapshot().queued()).isZero();
        assertThat(entry.snapshot().inFlight()).isZero();
        assertBalances(entry.snapshot());
    }

    @Test
    void whatItHearsOfThePastCanBeSeen() {
        publish("a", "b");
        Instant raised = Instant.ofEpochMilli(bench.now.get());
        List<ReplayStatus> seen = new ArrayList<>();
        HandlerEntry entry = bench.add(
                Replay.last(2),
                event -> seen.add(bench.engine.snapshots().get(0).replay()));
        executor.runAll();

        assertThat(seen)
                .containsExactly(new ReplayStatus(State.PAST, "", null), new ReplayStatus(State.PAST, "", raised));
        assertThat(entry.snapshot().replay()).isEqualTo(ReplayStatus.NONE);
    }

    @Test
    void aHandlerThatLeavesDuringItsReplayHearsNoMore() {
        publish("a", "b", "c");
        HandlerEntry[] self = new HandlerEntry[1];
        self[0] = bench.add(Replay.last(10), event -> {
            hear(event);
            bench.engine.remove(self[0]);
        });
        HandlerEntry never = bench.add(Replay.last(10), this::hear);
        bench.engine.remove(never);
        executor.runAll();

        assertThat(heard).containsExactly("a REPLAYED");
        assertThat(self[0].snapshot().cleared()).isEqualTo(2);
        assertThat(never.snapshot().cleared()).isEqualTo(3);
        assertBalances(self[0].snapshot());
        assertBalances(never.snapshot());
    }

    @Test
    void aFailureInTheReplayIsCountedAndTheNextOneFollows() {
        publish("a", "b");
        HandlerEntry entry = bench.add(Replay.last(2), event -> {
            hear(event);
            throw new IllegalStateException("broken");
        });
        executor.runAll();

        assertThat(heard).hasSize(2);
        assertThat(entry.snapshot().failed()).isEqualTo(2);
        assertBalances(entry.snapshot());
    }

    @Test
    void aNamedHandlerGoesOnWhereItLeftOff() {
        publish("before");
        HandlerEntry first = bench.add(Replay.from("billing"), this::hear);
        publish("a", "b");
        executor.runAll();
        publish("waiting");
        bench.engine.remove(first);
        publish("c");
        HandlerEntry second = bench.add(Replay.from("billing"), this::hear);
        publish("d");
        executor.runAll();
        bench.engine.remove(second);
        bench.add(Replay.from("billing"), this::hear);
        executor.runAll();

        assertThat(heard).containsExactly("a", "b", "waiting REPLAYED", "c REPLAYED", "d");
    }

    @Test
    void theFirstTimeANamedHandlerHearsThePastThatItAsksFor() {
        publish("a", "b", "c");
        HandlerEntry first = bench.add(Replay.last(2).named("billing"), this::hear);
        executor.runAll();
        bench.engine.remove(first);
        bench.add(Replay.last(2).named("billing"), this::hear);
        executor.runAll();

        assertThat(heard).containsExactly("b REPLAYED", "c REPLAYED");
    }

    @Test
    void whatAFullMailboxTurnedAwayComesWhenTheNamedHandlerComesBack() {
        HandlerEntry first = bench.add(Replay.from("billing"), this::hear);
        for (int i = 0; i < 60; i++) {
            bench.publish("e" + i);
        }
        assertThat(first.snapshot().dropped()).isEqualTo(10);
        executor.runAll();
        bench.engine.remove(first);
        bench.add(Replay.from("billing"), this::hear);
        executor.runAll();

        assertThat(heard).hasSize(60).endsWith("e58 REPLAYED", "e59 REPLAYED").doesNotHaveDuplicates();
    }

    @Test
    void aPositionHasOneHandlerAtATime() {
        HandlerEntry first = bench.add(Replay.from("billing"), this::hear);

        assertThatThrownBy(() -> bench.add(Replay.from("billing"), this::hear))
                .isInstanceOf(PositionTakenException.class)
                .hasMessageContaining("'billing' of module Lab");
        assertThat(bench.engine.snapshots()).hasSize(1);
        publish("a");
        executor.runAll();
        assertThat(heard).containsExactly("a");

        bench.engine.remove(first);
        bench.add(Replay.from("billing"), this::hear);
        assertThat(bench.engine.snapshots()).hasSize(1);
    }

    @Test
    void thePastCanBeBroughtToTheHandlersOfAModuleOnceMore() {
        publish("a", "b");
        bench.add(Replay.NONE, this::hear);
        publish("c");
        executor.runAll();

        long queued = bench.engine.replay("Lab", event -> !event.name().equals("b"));
        assertThat(bench.engine.replay("Other", event -> true)).isZero();
        executor.runAll();

        assertThat(queued).isEqualTo(2);
        assertThat(heard).containsExactly("c", "a REPLAYED", "c REPLAYED");
    }

    private void publish(String... names) {
        for (String name : names) {
            bench.publish(name);
        }
    }

    private void hear(ModuleEvent event) {
        StringBuilder text = new StringBuilder(event.name());
        event.marks().stream().sorted().forEach(mark -> text.append(' ').append(mark));
        heard.add(text.toString());
    }
}
