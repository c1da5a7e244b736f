package dev.vagus.delivery.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CallingThreadsTest {
    private static final long MILLI = 1_000_000;
    private static final Budget BUDGET = Budget.DEFAULT.withLimit(Duration.ofMillis(100));

    private final Set<Watched> asked = new LinkedHashSet<>();
    private final List<String> told = new ArrayList<>();
    private final HandlerHealth health = new HandlerHealth(BUDGET, false, 1, 0, new FakeDoor(), new HealthListener() {
        @Override
        public void changed(Health before, Health now) {
            told.add(now.state().toString());
        }

        @Override
        public void held(Duration lasted, @Nullable Thread thread) {
            told.add("held for " + lasted.toMillis() + " by " + (thread == null ? "nobody" : "this thread"));
        }
    });
    private final HandlerWatch watch = new HandlerWatch(health, 2, asked::add);
    private final CallingThreads threads = new CallingThreads(asked::add);
    private final AtomicLongArray place = threads.place();
    private long now = MILLI;

    private void look(long millis) {
        now += millis * MILLI;
        for (boolean bringers : new boolean[] {true, false}) {
            for (Watched each : List.copyOf(asked)) {
                if (each.bringsCalls() == bringers && each.look(now, 0) == Watched.ENOUGH) {
                    asked.remove(each);
                    each.left();
                }
            }
        }
    }

    @Test
    void aCallThatLastsIsAsOldAsTheTimeSinceTheLookThatSawItFirst() {
        threads.enter(place, watch);
        assertThat(asked).hasSize(1);
        look(500);
        look(99);
        assertThat(told).isEmpty();
        look(1);
        assertThat(told).containsExactly("SLOW");
        threads.leave(place);
        look(500);
        assertThat(health.now().overruns()).isEqualTo(1);
    }

    @Test
    void manyShortCallsAreNotTakenForOneLongOne() {
        for (int i = 0; i < 50; i++) {
            threads.enter(place, watch);
            look(60);
            threads.leave(place);
        }
        assertThat(told).isEmpty();
        assertThat(asked).hasSize(1);
    }

    @Test
    void aThreadThatCallsNothingIsLeftAtTheSecondLookAndSeenAgainWhenItCalls() {
        threads.enter(place, watch);
        threads.leave(place);
        look(10);
        assertThat(asked).hasSize(1);
        look(10);
        assertThat(asked).isEmpty();
        threads.enter(place, watch);
        assertThat(asked).hasSize(1);
        look(10);
        look(100);
        assertThat(told).containsExactly("SLOW");
    }

    @Test
    void aCallThatBeginsBetweenTheTwoLooksIsSeenOnce() {
        threads.enter(place, watch);
        threads.leave(place);
        look(10);
        threads.enter(place, watch);
        assertThat(asked).hasSize(1);
        look(10);
        look(100);
        assertThat(health.now().overruns()).isEqualTo(1);
    }

    @Test
    void ofHandlersWithinEachOtherTheOutermostIsSeen() {
        HandlerWatch inner = new HandlerWatch(health, 2, asked::add);
        threads.enter(place, watch);
        threads.enter(place, inner);
        assertThat(threads.depth(place)).isEqualTo(2);
        assertThat(CallingThreads.handler(place)).isSameAs(watch);
        threads.leave(place);
        assertThat(CallingThreads.handler(place)).isSameAs(watch);
        threads.leave(place);
        assertThat(CallingThreads.handler(place)).isNull();
        assertThat(threads.depth(place)).isZero();
    }

    @Test
    void aCallThatNeverReturnsMakesItSlowAndKeepsNoProbeFromIt() {
        FakeDoor door = new FakeDoor();
        HandlerHealth paused = new HandlerHealth(BUDGET, true, 1, 0, door, new HealthListener() {
            @Override
            public void changed(Health before, Health after) {
                told.add(after.state().toString());
            }

            @Override
            public void held(Duration lasted, @Nullable Thread thread) {
                told.add("held");
            }
        });
        HandlerWatch both = new HandlerWatch(paused, 2, asked::add);
        threads.enter(place, both);
        for (int i = 0; i < 20; i++) {
            look(100);
        }
        assertThat(told).containsExactly("SLOW", "held");

        OpenCall own = new OpenCall(Thread.currentThread());
        both.saw(own, now, 0);
        for (int i = 0; i < 3; i++) {
            now += 100 * MILLI;
            both.saw(own, now, 0);
        }
        look(1_000);
        look(10);
        assertThat(told).endsWith("PAUSED", "held", "PROBING");
        assertThat(door.probeGranted).isTrue();
        threads.leave(place);
    }

    @Test
    void aHandlerWithoutABudgetIsNotWatched() {
        HandlerHealth endless = new HandlerHealth(
                Budget.DEFAULT.withLimit(Duration.ZERO), false, 1, 0, new FakeDoor(), new HealthListener() {
                    @Override
                    public void changed(Health before, Health after) {
                        told.add("changed");
                    }

                    @Override
                    public void held(Duration lasted, @Nullable Thread thread) {
                        told.add("held");
                    }
                });
        threads.enter(place, new HandlerWatch(endless, 2, asked::add));
        assertThat(asked).isEmpty();
        threads.leave(place);
    }
}
