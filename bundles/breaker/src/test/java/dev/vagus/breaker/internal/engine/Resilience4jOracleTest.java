package dev.vagus.breaker.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.breaker.BreakerSnapshot;
import dev.vagus.breaker.BreakerState;
import dev.vagus.module.ErrorCategory;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same random calls, under way at once, and the same times at a breaker of ours and one of resilience4j: after every step
 * the same answer, the same state and, now and then, the same figures. What differs is in {@link Resilience4jDifferencesTest}.
 */
class Resilience4jOracleTest {
    private static final int STEPS = 4_000;

    static List<Long> seeds() {
        return new Random(20261122).longs(60).boxed().toList();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void sameStatesWithTheLastCalls(long seed) {
        Random random = new Random(seed);
        int size = 1 + random.nextInt(60);
        WindowSettings window = Bench.slow(
                Bench.lastCalls(size, 1 + random.nextInt(80), 5 + random.nextInt(96)),
                Duration.ofMillis(100),
                5 + random.nextInt(96));
        Set<BreakerState> seen = run(seed, random, window);
        assertThat(seen).as("seed %d", seed).contains(BreakerState.OPEN, BreakerState.HALF_OPEN);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void sameStatesWithTheCallsOfTheLastWhile(long seed) {
        Random random = new Random(seed);
        WindowSettings window = Bench.slow(
                Bench.lastSeconds(10 + random.nextInt(51), 1 + random.nextInt(40), 5 + random.nextInt(76)),
                Duration.ofMillis(100),
                5 + random.nextInt(76));
        Set<BreakerState> seen = run(seed, random, window);
        assertThat(seen).as("seed %d", seed).contains(BreakerState.OPEN, BreakerState.HALF_OPEN);
    }

    private static Set<BreakerState> run(long seed, Random random, WindowSettings window) {
        BreakerSettings settings =
                BreakerSettings.DEFAULT.withWindow(window).withFailures(0).withRecovery(Duration.ofMillis(5_005));
        Bench bench = new Bench(settings, new FakeClock(0));
        CircuitBreaker peer = Resilience4j.like(settings, bench.clock);
        Set<BreakerState> seen = EnumSet.noneOf(BreakerState.class);
        List<Permit> underWay = new ArrayList<>();
        BreakerState before = BreakerState.CLOSED;
        double bad = 0;
        for (int step = 0; step < STEPS; step++) {
            String where = "seed " + seed + ", step " + step;
            bad = step % 200 == 0 ? random.nextDouble() : bad;
            if (underWay.isEmpty() || underWay.size() < 8 && random.nextBoolean()) {
                bench.clock.advance(pause(random, before));
                Permit permit = bench.breaker.acquire();
                assertThat(permit != null).as(where).isEqualTo(peer.tryAcquirePermission());
                if (permit != null && before == bench.state()
                        || bench.state() == BreakerState.HALF_OPEN && permit != null) {
                    underWay.add(permit);
                }
            } else {
                end(bench, underWay.remove(random.nextInt(underWay.size())), peer, random, bad);
            }
            BreakerState now = bench.state();
            assertThat(now.name()).as(where).isEqualTo(peer.getState().name());
            if (now != before && now != BreakerState.HALF_OPEN) {
                // What is under way now ends too late to count with us, but not with the peer.
                underWay.clear();
            }
            if (now == BreakerState.HALF_OPEN && before != now) {
                underWay.subList(0, underWay.size() - 1).clear();
            }
            if (now == BreakerState.CLOSED && random.nextInt(20) == 0) {
                compare(where, bench.breaker.snapshot(), peer.getMetrics());
            }
            before = now;
            seen.add(now);
        }
        return seen;
    }

    /** Long ones only while nothing is under way as a probe: with us probes have a limited patience. */
    private static Duration pause(Random random, BreakerState state) {
        boolean isLong = state != BreakerState.HALF_OPEN && random.nextInt(40) == 0;
        return Duration.ofMillis(10L * random.nextInt(isLong ? 2_000 : 40));
    }

    private static void end(Bench bench, Permit permit, CircuitBreaker peer, Random random, double bad) {
        Duration took = Duration.ofMillis(random.nextDouble() < bad / 2 ? 101 : 100);
        double chance = random.nextDouble();
        if (chance < 0.03) {
            permit.ignore();
            peer.releasePermission();
        } else if (chance < 0.06) {
            permit.fail(ErrorCategory.VALIDATION, took.toNanos(), bench.clock.nanos());
            peer.onError(took.toNanos(), TimeUnit.NANOSECONDS, new IllegalArgumentException());
        } else if (random.nextDouble() < bad) {
            permit.fail(ErrorCategory.INTERNAL, took.toNanos(), bench.clock.nanos());
            peer.onError(took.toNanos(), TimeUnit.NANOSECONDS, new IllegalStateException());
        } else {
            permit.succeed(took.toNanos(), bench.clock.nanos());
            peer.onSuccess(took.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private static void compare(String where, BreakerSnapshot ours, CircuitBreaker.Metrics theirs) {
        // Asked for its rates first: only that lets old calls leave the peer's window of time.
        assertThat((float) ours.failureRate()).as(where).isEqualTo(theirs.getFailureRate());
        assertThat((float) ours.slowRate()).as(where).isEqualTo(theirs.getSlowCallRate());
        assertThat(ours.windowCalls()).as(where).isEqualTo(theirs.getNumberOfBufferedCalls());
        assertThat(ours.windowFailures()).as(where).isEqualTo(theirs.getNumberOfFailedCalls());
        assertThat(ours.windowSlow()).as(where).isEqualTo(theirs.getNumberOfSlowCalls());
    }
}
