package dev.vagus.delivery.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.delivery.budget.Health.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HandlerWatchTest {
    private static final long MILLI = 1_000_000;
    private static final Budget BUDGET = Budget.DEFAULT.withLimit(Duration.ofMillis(100));

    private final Set<Watched> asked = new LinkedHashSet<>();
    private final List<String> told = new ArrayList<>();
    private final FakeDoor door = new FakeDoor();
    private final HandlerHealth health = new HandlerHealth(BUDGET, true, 2, 0, door, new HealthListener() {
        @Override
        public void changed(Health before, Health now) {
            told.add(now.state().toString());
        }

        @Override
        public void held(Duration lasted, @Nullable Thread thread) {
            told.add("held for " + lasted.toMillis() + " by " + (thread == null ? "nobody" : thread.getName()));
        }
    });
    private final HandlerWatch watch = new HandlerWatch(health, 2, asked::add);
    private long now = MILLI;

    /** What the watcher does. */
    private void look(long millis, OpenCall... onThreads) {
        now += millis * MILLI;
        for (OpenCall each : onThreads) {
            watch.saw(each, now, 0);
        }
        for (Watched each : List.copyOf(asked)) {
            if (each.look(now, 0) == Watched.ENOUGH) {
                asked.remove(each);
                each.left();
            }
        }
    }

    @Test
    void aCallIsAsOldAsTheTimeSinceTheLookThatSawItFirst() {
        OpenCall call = watch.enter(null);
        assertThat(asked).containsExactly(watch);
        look(500);
        look(99);
        assertThat(told).isEmpty();
        look(1);
        assertThat(told).containsExactly("SLOW");
        watch.leave(call);
        look(500);
        assertThat(health.now().overruns()).isEqualTo(1);
    }

    @Test
    void aCallThatGoesOnPausesAndIsReportedOnce() {
        OpenCall call = new OpenCall(Thread.currentThread());
        look(0, call);
        for (int i = 0; i < 10; i++) {
            look(100, call);
        }
        assertThat(told)
                .containsExactly(
                        "SLOW",
                        "PAUSED",
                        "held for 300 by " + Thread.currentThread().getName());
        assertThat(health.now().overruns()).isEqualTo(1);
        assertThat(door.closed).isTrue();
    }

    @Test
    void whatTheWatcherItselfLostIsNobodysFault() {
        OpenCall call = watch.enter(null);
        look(10);
        now += 10_000 * MILLI;
        watch.look(now, 9_990 * MILLI);
        assertThat(told).isEmpty();
        look(90);
        assertThat(told).containsExactly("SLOW");
        watch.leave(call);
    }

    @Test
    void itIsForgottenWhenNothingIsOpenAndComesBackWithTheNextCall() {
        OpenCall call = watch.enter(null);
        look(10);
        assertThat(asked).containsExactly(watch);
        watch.leave(call);
        look(10);
        assertThat(asked).isEmpty();
        OpenCall next = watch.enter(null);
        assertThat(asked).containsExactly(watch);
        watch.left();
        assertThat(asked).containsExactly(watch);
        watch.leave(next);
    }

    @Test
    void moreCallsThanItHasPlacesForAreNotMeasured() {
        OpenCall one = watch.enter(null);
        OpenCall two = watch.enter(null);
        OpenCall three = watch.enter(null);
        assertThat(one).isNotNull();
        assertThat(two).isNotNull();
        assertThat(three).isNull();
        watch.leave(three);
        watch.leave(one);
        assertThat(watch.enter(null)).isNotNull();
    }

    @Test
    void anAsynchronousProbeIsOverWhenItsStageIs() {
        OpenCall slow = watch.enter(null);
        for (int i = 0; i < 4; i++) {
            look(100);
        }
        watch.leave(slow);
        look(2_000);
        assertThat(health.now().state()).isEqualTo(State.PROBING);
        OpenCall probe = watch.enter(null);
        door.probeReturns();
        look(10);
        assertThat(health.now().state()).isEqualTo(State.PROBING);
        watch.leave(probe);
        look(10);
        assertThat(health.now().state()).isEqualTo(State.RUNNING);
        look(10);
        assertThat(asked).isEmpty();
    }

    @Test
    void withoutABudgetNothingIsWatched() {
        health.budget(BUDGET.withLimit(Duration.ZERO), now);
        assertThat(watch.isOn()).isFalse();
        assertThat(watch.enter(null)).isNull();
        assertThat(asked).isEmpty();
    }
}
