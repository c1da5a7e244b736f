package dev.vagus.events.internal.engine;

import static dev.vagus.events.internal.engine.HandlerBooks.assertBalances;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.events.Replay;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Replays out of a store that fails, leaves, or is not read to its end. */
class StoredReplayFaultTest extends StoredPast {
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
}
