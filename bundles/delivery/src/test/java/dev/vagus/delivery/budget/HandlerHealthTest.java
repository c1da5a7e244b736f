package dev.vagus.delivery.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vagus.delivery.budget.Health.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HandlerHealthTest {
    private static final long SECOND = 1_000_000_000;
    private static final Budget BUDGET =
            new Budget(Duration.ofMillis(200), 3, Duration.ofMinutes(1), Duration.ofSeconds(1), Duration.ofSeconds(8));

    private final FakeDoor door = new FakeDoor();
    private final List<State> told = new ArrayList<>();
    private final HandlerHealth health = health(true);
    private long now = 5 * SECOND;

    private HandlerHealth health(boolean enforced) {
        return new HandlerHealth(BUDGET, enforced, 1, now, door, new HealthListener() {
            @Override
            public void changed(Health before, Health after) {
                told.add(after.state());
            }

            @Override
            public void held(Duration lasted, @Nullable Thread thread) {
                throw new AssertionError("no call is held here");
            }
        });
    }

    private void overrun() {
        health.overran(now, now - SECOND / 4, SECOND / 4, true);
    }

    private void pass(long nanos) {
        now += nanos;
        health.tick(now, 0, false, () -> {});
    }

    private void pauseIt() {
        for (int i = 0; i < 3; i++) {
            overrun();
        }
        assertThat(health.now().state()).isEqualTo(State.PAUSED);
    }

    @Test
    void aHandlerThatExceedsItsBudgetOnceIsSlowUntilAWindowHasPassed() {
        overrun();
        assertThat(health.now()).returns(State.SLOW, Health::state).returns(now, Health::since);
        assertThat(health.now().reason(now))
                .isEqualTo("over its budget of 200 ms, last by a call that took at least 250 ms");
        pass(59 * SECOND);
        assertThat(health.now().state()).isEqualTo(State.SLOW);
        pass(SECOND);
        assertThat(health.now()).returns(State.RUNNING, Health::state).returns("", each -> each.reason(now));
        assertThat(door.closed).isFalse();
    }

    @Test
    void soManyOverrunsWithinTheWindowPauseItAndFewerDoNot() {
        overrun();
        pass(30 * SECOND);
        overrun();
        pass(31 * SECOND);
        overrun();
        assertThat(health.now().state()).isEqualTo(State.SLOW);
        pass(28 * SECOND);
        overrun();
        assertThat(health.now().state()).isEqualTo(State.PAUSED);
        assertThat(door.closed).isTrue();
        assertThat(health.now().overruns()).isEqualTo(4);
        assertThat(health.now().reason(now)).endsWith("; next probe in 1 s");
        assertThat(told).containsExactly(State.SLOW, State.PAUSED);
    }

    @Test
    void aProbeInTimeLetsItRunAgain() {
        pauseIt();
        pass(SECOND - 1);
        assertThat(door.probeGranted).isFalse();
        pass(1);
        assertThat(door.probeGranted).isTrue();
        assertThat(health.now().state()).isEqualTo(State.PROBING);
        pass(SECOND);
        assertThat(health.now().state()).isEqualTo(State.PROBING);
        door.probeReturns();
        pass(1);
        assertThat(health.now().state()).isEqualTo(State.RUNNING);
        assertThat(door.closed).isFalse();
        assertThat(told).containsExactly(State.SLOW, State.PAUSED, State.PROBING, State.RUNNING);
    }

    @Test
    void theTimeBeforeTheNextProbeDoublesUpToItsBound() {
        pauseIt();
        for (long seconds : new long[] {1, 2, 4, 8, 8}) {
            pass(seconds * SECOND - 1);
            assertThat(health.now().state()).isEqualTo(State.PAUSED);
            pass(1);
            assertThat(health.now().state()).isEqualTo(State.PROBING);
            now += SECOND / 4;
            overrun();
            assertThat(health.now().state()).isEqualTo(State.PAUSED);
        }
    }

    @Test
    void aPauseSoonAfterTheLastIsLongerAndALaterOneIsNot() {
        pauseIt();
        pass(SECOND);
        door.probeReturns();
        pass(SECOND);
        pauseIt();
        assertThat(health.now().due() - now).isEqualTo(2 * SECOND);
        pass(2 * SECOND);
        door.probeReturns();
        pass(1);
        pass(60 * SECOND);
        pauseIt();
        assertThat(health.now().due() - now).isEqualTo(SECOND);
    }

    @Test
    void anOldCallThatGoesOnIsNoFailedProbe() {
        pauseIt();
        long began = now - SECOND;
        pass(SECOND);
        health.overran(now, began, 2 * SECOND, false);
        assertThat(health.now()).returns(State.PROBING, Health::state).returns(3L, Health::overruns);
    }

    @Test
    void aHandlerThatIsBusyWithAllItsCallsIsNotProbed() {
        pauseIt();
        now += 10 * SECOND;
        assertThat(health.tick(now, 1, false, () -> {})).isZero();
        assertThat(health.now().state()).isEqualTo(State.PAUSED);
        assertThat(health.now().reason(now)).endsWith("; probed when it returns");
        pass(0);
        assertThat(health.now().state()).isEqualTo(State.PROBING);
    }

    @Test
    void somebodyCanResumeItAtOnce() {
        pauseIt();
        health.resume(now);
        assertThat(health.now().state()).isEqualTo(State.RUNNING);
        assertThat(door.closed).isFalse();
        pauseIt();
        assertThat(health.now().due() - now).isEqualTo(SECOND);
    }

    @Test
    void withoutABudgetItRunsAndARetiredOneStaysOut() {
        pauseIt();
        health.budget(BUDGET.withLimit(Duration.ZERO), now);
        assertThat(health.now().state()).isEqualTo(State.RUNNING);
        assertThat(door.closed).isFalse();
        overrun();
        assertThat(health.now().state()).isEqualTo(State.RUNNING);
        health.budget(BUDGET, now);
        pauseIt();
        health.retire(now);
        assertThat(door.closed).isFalse();
        overrun();
        health.budget(BUDGET.withLimit(Duration.ofSeconds(1)), now);
        assertThat(health.now().state()).isEqualTo(State.RUNNING);
    }

    @Test
    void whereItIsNotEnforcedItIsOnlyFoundToBeSlow() {
        HandlerHealth measured = health(false);
        for (int i = 0; i < 50; i++) {
            measured.overran(now, now - SECOND, SECOND, true);
        }
        assertThat(measured.now()).returns(State.SLOW, Health::state).returns(50L, Health::overruns);
        assertThat(door.closed).isFalse();
    }

    @Test
    void callsOnSendersThreadsMakeItSlowForAsLongAsTheyGoOnButNeverPauseIt() {
        for (int i = 0; i < 50; i++) {
            health.overranOutside(now, 2 * SECOND, i == 0);
            now += 20 * SECOND;
            health.tick(now, 0, false, () -> {});
        }
        assertThat(health.now()).returns(State.SLOW, Health::state).returns(1L, Health::overruns);
        assertThat(door.closed).isFalse();

        now += 60 * SECOND;
        health.tick(now, 0, false, () -> {});
        assertThat(told).containsExactly(State.SLOW, State.RUNNING);
    }

    @Test
    void wrongValuesAreNamed() {
        assertThatThrownBy(() -> BUDGET.withLimit(Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("limit must be from PT0S to PT24H, but is PT-0.001S");
        assertThatThrownBy(() -> new Budget(
                        Duration.ZERO, 0, Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1)))
                .hasMessageContaining("overruns must be from 1 to 1000, but is 0");
        assertThatThrownBy(() -> new Budget(
                        Duration.ZERO, 1, Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .hasMessageContaining("longestCoolDown must not be shorter than coolDown");
    }

    /** Whatever happens in whatever order, the door fits the state, and a handler that gets quick again gets its items. */
    @Test
    void inAnyOrderOfEventsTheDoorFitsTheStateAndAQuickHandlerIsResumed() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            for (int step = 0; step < 200; step++) {
                Health before = health.now();
                anything(random);
                check(before, health.now());
            }
            for (int i = 0; i < 3; i++) {
                pass(8 * SECOND);
                if (door.probeGranted) {
                    door.probeReturns();
                }
            }
            pass(60 * SECOND);
            assertThat(health.now().state()).as("seed %s", seed).isEqualTo(State.RUNNING);
            assertThat(door.closed).isFalse();
        }
        assertThat(told).contains(State.values());
    }

    private void anything(Random random) {
        now += random.nextLong(SECOND);
        switch (random.nextInt(6)) {
            case 0, 1 -> overrun();
            case 2 -> health.overran(now, now - 100 * SECOND, 100 * SECOND, false);
            case 3 -> {
                if (door.probeGranted) {
                    door.probeReturns();
                }
            }
            case 4 -> health.tick(now, random.nextInt(2), random.nextBoolean(), () -> {});
            default -> {
                if (random.nextInt(20) == 0) {
                    health.resume(now);
                }
            }
        }
    }

    private void check(Health before, Health after) {
        boolean kept = after.state() == State.PAUSED || after.state() == State.PROBING;
        assertThat(door.closed).isEqualTo(kept);
        if (after.state() == State.PAUSED) {
            assertThat(after.due() - after.since()).isBetween(SECOND, 8 * SECOND);
        }
        if (before.state() == State.PAUSED && after.state() == State.PROBING) {
            assertThat(now - before.due()).isNotNegative();
        }
        if (before.state() == State.RUNNING) {
            assertThat(after.state()).isIn(State.RUNNING, State.SLOW);
        }
        if (before.state() == State.PAUSED) {
            assertThat(after.state()).isNotEqualTo(State.SLOW);
        }
        assertThat(door.probeGranted).isEqualTo(after.state() == State.PROBING);
    }
}
