package dev.vagus.breaker.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.breaker.BreakerSnapshot;
import dev.vagus.breaker.BreakerState;
import dev.vagus.breaker.BreakerTransition;
import dev.vagus.module.ErrorCategory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Real threads at one breaker; every permit is counted. */
class BreakerThreadsTest {
    private static final int THREADS = 6;
    private static final int CALLS = 30_000;
    private static final int STEPS = 4_000;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS + 1);
    private final FakeClock clock = new FakeClock(0);
    private final List<BreakerTransition> heard = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger listening = new AtomicInteger();
    private final AtomicInteger listeningAtOnce = new AtomicInteger();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private interface Work {
        void run(Random random);
    }

    private void onAllThreads(long seed, Work work, Runnable meanwhile)
            throws InterruptedException, ExecutionException, TimeoutException {
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Random random = new Random(seed + i);
            running.add(threads.submit(() -> work.run(random)));
        }
        running.add(threads.submit(meanwhile));
        for (Future<?> each : running) {
            each.get(60, TimeUnit.SECONDS);
        }
    }

    private Breaker breaker(BreakerSettings settings) {
        return new Breaker(Bench.GUARDED, settings, clock.clocks(), (any, transition) -> {
            listeningAtOnce.accumulateAndGet(listening.incrementAndGet(), Math::max);
            heard.add(transition);
            listening.decrementAndGet();
        });
    }

    @Test
    void noCallIsMissingInTheWindowWhileItMovesAndItsThresholdsChange() throws Exception {
        BreakerSettings settings = BreakerSettings.DEFAULT
                .withWindow(Bench.slow(Bench.lastSeconds(60, 1, 100), Duration.ofMillis(1), 100))
                .withFailures(0);
        Breaker breaker = breaker(settings);
        breaker.acquire().succeed();
        LongAdder failed = new LongAdder();
        LongAdder slow = new LongAdder();
        onAllThreads(
                42,
                random -> {
                    for (int i = 0; i < CALLS; i++) {
                        Permit permit = breaker.acquire();
                        double chance = random.nextDouble();
                        if (chance < 0.01) {
                            failed.increment();
                            permit.fail(ErrorCategory.INTERNAL, 0, clock.nanos());
                        } else if (chance < 0.02) {
                            slow.increment();
                            permit.succeed(Duration.ofMillis(2).toNanos(), clock.nanos());
                        } else {
                            permit.succeed(0, clock.nanos());
                        }
                    }
                },
                () -> {
                    for (int i = 0; i < 50; i++) {
                        clock.advance(Duration.ofSeconds(1));
                        breaker.settings(settings.withWindow(
                                Bench.slow(Bench.lastSeconds(60, 1 + i * 1_000, 100), Duration.ofMillis(1), 100)));
                        breaker.snapshot();
                    }
                });
        BreakerSnapshot snapshot = breaker.snapshot();
        assertThat(snapshot.state()).isEqualTo(BreakerState.CLOSED);
        assertThat(snapshot.windowCalls()).isEqualTo(THREADS * CALLS + 1);
        assertThat(snapshot.windowFailures()).isEqualTo(failed.intValue());
        assertThat(snapshot.windowSlow()).isEqualTo(slow.intValue());
    }

    @Test
    void aHalfOpenBreakerNeverLetsMoreThroughThanItsProbes() throws Exception {
        BreakerSettings settings =
                BreakerSettings.DEFAULT.withFailures(1).withProbes(4).withRecovery(Duration.ofSeconds(1));
        Breaker breaker = breaker(settings);
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        LongAdder asked = new LongAdder();
        LongAdder granted = new LongAdder();
        breaker.acquire().fail(ErrorCategory.INTERNAL, 0, clock.nanos());
        clock.advance(Duration.ofSeconds(1));
        onAllThreads(
                7,
                random -> {
                    for (int i = 0; i < CALLS; i++) {
                        asked.increment();
                        Permit permit = breaker.acquire();
                        if (permit == null) {
                            continue;
                        }
                        granted.increment();
                        most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
                        underWay.decrementAndGet();
                        permit.ignore();
                    }
                },
                () -> assertThat(breaker.settings()).isEqualTo(settings));
        assertThat(most.get()).isBetween(1, 4);
        assertThat(breaker.snapshot().refused()).isEqualTo(asked.sum() - granted.sum());
        for (int i = 0; i < 4; i++) {
            assertThat(breaker.snapshot().state()).isEqualTo(BreakerState.HALF_OPEN);
            breaker.acquire().succeed();
        }
        assertThat(breaker.snapshot().state()).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void whateverComesAtOnceTheTransitionsAreOneChainThatTheListenerHearsInOrder() throws Exception {
        BreakerSettings settings = BreakerSettings.DEFAULT
                .withWindow(Bench.lastCalls(20, 10, 30))
                .withFailures(3)
                .withProbes(2)
                .withRecovery(Duration.ofMillis(1));
        Breaker breaker = breaker(settings);
        LongAdder asked = new LongAdder();
        LongAdder granted = new LongAdder();
        CyclicBarrier step = new CyclicBarrier(THREADS);
        onAllThreads(
                99,
                random -> {
                    for (int i = 0; i < STEPS; i++) {
                        await(step);
                        asked.increment();
                        Permit permit = breaker.acquire();
                        if (permit != null) {
                            granted.increment();
                            end(permit, random);
                        } else if (random.nextInt(4) == 0) {
                            clock.advance(Duration.ofMillis(1));
                        }
                        if (random.nextInt(2_000) == 0) {
                            breaker.forceOpen("forced");
                        } else if (random.nextInt(200) == 0) {
                            breaker.reset("reset", true);
                        }
                    }
                },
                () -> {
                    for (int i = 1; i < 200; i++) {
                        breaker.settings(settings.withProbes(1 + i % 3).withWindow(Bench.lastCalls(i, 10, 30)));
                    }
                });
        assertThat(granted.sum()).isPositive().isLessThan(asked.sum());
        assertThat(listeningAtOnce).hasValue(1);
        assertThat(heard).hasSizeGreaterThan(100);
        BreakerState last = BreakerState.CLOSED;
        for (BreakerTransition each : heard) {
            assertThat(each.from()).isEqualTo(last);
            assertThat(each.to()).isNotEqualTo(last);
            last = each.to();
        }
        BreakerSnapshot snapshot = breaker.snapshot();
        assertThat(snapshot.state()).isEqualTo(last);
        assertThat(snapshot.history()).isEqualTo(heard.subList(heard.size() - 32, heard.size()));
    }

    /** Keeps the threads so near to each other that the listener is never more than 32 transitions behind. */
    private static void await(CyclicBarrier step) {
        try {
            step.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new AssertionError("another thread has failed", e);
        }
    }

    private void end(Permit permit, Random random) {
        int chance = random.nextInt(10);
        if (chance < 3) {
            permit.fail(ErrorCategory.TIMEOUT, 0, clock.nanos());
        } else if (chance < 4) {
            permit.ignore();
        } else if (chance < 5) {
            permit.fail(ErrorCategory.NOT_FOUND, 0, clock.nanos());
        } else {
            permit.succeed();
        }
    }
}
