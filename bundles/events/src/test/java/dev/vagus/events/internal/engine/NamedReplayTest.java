package dev.vagus.events.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.events.Replay;
import dev.vagus.events.ReplayStatus;
import dev.vagus.events.ReplayStatus.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Handlers whose position has a name, and where a handler is in the past. */
class NamedReplayTest extends StoredPast {
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
}
