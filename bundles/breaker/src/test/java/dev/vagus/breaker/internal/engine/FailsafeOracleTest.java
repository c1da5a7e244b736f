package dev.vagus.breaker.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.failsafe.CircuitBreaker;
import dev.vagus.breaker.BreakerState;
import dev.vagus.module.ErrorCategory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same random calls, under way at once, at a breaker of ours and one of Failsafe that opens after so many failures in a row
 * and closes after so many successful probes: the same state after every step. Failsafe reads the system's clock, so it gets a
 * delay of a day, and the test makes it half-open at the call that would find the delay over. What differs is in
 * {@link FailsafeDifferencesTest}.
 */
class FailsafeOracleTest {
    private static final int STEPS = 4_000;

    static List<Long> seeds() {
        return new Random(20261123).longs(60).boxed().toList();
    }

    static CircuitBreaker<Object> like(BreakerSettings settings) {
        return CircuitBreaker.builder()
                .withFailureThreshold(settings.failures())
                .withSuccessThreshold(settings.probes())
                .withDelay(Duration.ofDays(1))
                .build();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void sameStatesWithFailuresInARow(long seed) {
        Random random = new Random(seed);
        BreakerSettings settings = BreakerSettings.DEFAULT
                .withFailures(1 + random.nextInt(12))
                .withProbes(1 + random.nextInt(6))
                .withRecovery(Duration.ofSeconds(5));
        Bench bench = new Bench(settings);
        CircuitBreaker<Object> peer = like(settings);
        Set<BreakerState> seen = EnumSet.noneOf(BreakerState.class);
        List<Permit> underWay = new ArrayList<>();
        double bad = 0;
        for (int step = 0; step < STEPS; step++) {
            String where = "seed " + seed + ", step " + step;
            bad = step % 200 == 0 ? random.nextDouble() : bad;
            BreakerState before = bench.state();
            if (underWay.isEmpty() || random.nextBoolean()) {
                bench.clock.advance(Duration.ofMillis(before == BreakerState.HALF_OPEN ? 0 : random.nextInt(500)));
                if (before == BreakerState.OPEN && bench.breaker.refusal().retryAfterNanos() == 0) {
                    peer.halfOpen();
                }
                acquire(where, bench, peer, underWay);
            } else {
                Permit permit = underWay.remove(random.nextInt(underWay.size()));
                if (random.nextDouble() < bad) {
                    permit.fail(ErrorCategory.INTERNAL, 0, bench.clock.nanos());
                    peer.recordFailure();
                } else {
                    permit.succeed();
                    peer.recordSuccess();
                }
            }
            BreakerState now = bench.state();
            assertThat(now.name()).as(where).isEqualTo(peer.getState().name());
            if (now != before && now != BreakerState.HALF_OPEN) {
                underWay.clear();
            }
            seen.add(now);
        }
        assertThat(seen).as("seed %d", seed).contains(BreakerState.OPEN, BreakerState.HALF_OPEN);
    }

    /** Both get the calls that ours lets through; Failsafe would let more probes through, which is a difference. */
    private static void acquire(String where, Bench bench, CircuitBreaker<Object> peer, List<Permit> underWay) {
        if (underWay.size() >= 8) {
            return;
        }
        Permit permit = bench.breaker.acquire();
        if (permit != null) {
            assertThat(peer.tryAcquirePermit()).as(where).isTrue();
            underWay.add(permit);
        } else if (bench.state() == BreakerState.OPEN) {
            assertThat(peer.tryAcquirePermit()).as(where).isFalse();
        }
    }
}
