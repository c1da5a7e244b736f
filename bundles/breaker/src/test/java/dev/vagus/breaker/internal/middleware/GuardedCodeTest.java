package dev.vagus.breaker.internal.middleware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.vagus.breaker.BreakerOpenException;
import dev.vagus.breaker.BreakerState;
import dev.vagus.breaker.RetrySnapshot;
import dev.vagus.breaker.internal.engine.Breaker;
import dev.vagus.breaker.internal.engine.Clocks;
import dev.vagus.breaker.internal.engine.Guarded;
import dev.vagus.breaker.internal.policy.Policy;
import dev.vagus.breaker.internal.policy.PolicyBook;
import dev.vagus.module.ErrorCategory;
import dev.vagus.module.RetryAfter;
import dev.vagus.registry.CallCancelledException;
import dev.vagus.registry.CallRefusedException;
import dev.vagus.registry.CallTimeoutException;
import dev.vagus.registry.ModuleUnavailableException;
import java.io.FileNotFoundException;
import java.net.ConnectException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GuardedCodeTest {
    private final PolicyBook book = new PolicyBook();
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
    private final AtomicInteger attempts = new AtomicInteger();
    private Population population;
    private Breaker breaker;
    private GuardedCode guard;

    private void guarded(Object... policy) {
        Map<String, Object> values = new HashMap<>();
        for (int i = 0; i < policy.length; i += 2) {
            values.put((String) policy[i], policy[i + 1]);
        }
        values.put("targets", "guard:Lab.*");
        book.put(Policy.read("test", null, values));
        population = new Population(book);
        Steps steps = new Steps(population, Clocks.SYSTEM, (changed, transition) -> {});
        breaker = steps.breaker(new Guarded("guard:Lab.warehouse", "Lab", 7));
        guard = new GuardedCode(population, breaker, timer);
    }

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    private CompletableFuture<String> unreachable() {
        attempts.incrementAndGet();
        return CompletableFuture.failedFuture(new ConnectException("down"));
    }

    private CompletableFuture<String> start() {
        return guard.start(this::unreachable).toCompletableFuture();
    }

    private static String waited(CompletableFuture<String> future) throws Exception {
        return future.get(10, TimeUnit.SECONDS);
    }

    @Test
    void anAsynchronousCodeIsTriedAgainUntilItSucceeds() throws Exception {
        guarded("retry.max", 3, "retry.backoff.ms", 1);

        CompletableFuture<String> stock = guard.start(
                        () -> attempts.get() < 2 ? unreachable() : CompletableFuture.completedFuture("5 bolts"))
                .toCompletableFuture();

        assertThat(waited(stock)).isEqualTo("5 bolts");
        assertThat(attempts).hasValue(2);
        assertThat(breaker.snapshot().consecutiveFailures()).isZero();
    }

    @Test
    void theBreakerSeesEachAttempt() {
        guarded("retry.max", 5, "retry.backoff.ms", 1, "breaker.failures", 2, "retry.backoff.max.ms", 2);

        assertThatThrownBy(() -> waited(start())).hasCauseInstanceOf(BreakerOpenException.class);

        assertThat(attempts).hasValue(2);
        assertThat(breaker.snapshot().state()).isEqualTo(BreakerState.OPEN);
    }

    @Test
    void whatNeverEndsIsATimeoutForTheCallerTheBreakerAndTheBulkhead() throws Exception {
        guarded("timeout.ms", 20, "breaker.failures", 2, "bulkhead.max", 1);
        CompletableFuture<String> never = new CompletableFuture<>();

        assertThatThrownBy(() -> waited(guard.start(() -> never).toCompletableFuture()))
                .hasCauseInstanceOf(CallTimeoutException.class)
                .hasMessageContaining("guard:Lab.warehouse did not end within 20 ms");

        await().untilAsserted(() ->
                assertThat(breaker.snapshot().consecutiveFailures()).isOne());
        assertThat(guard.<String>run(() -> "free again")).isEqualTo("free again");
    }

    @Test
    void retriesCountAgainstTheTimeout() {
        guarded("timeout.ms", 60_000, "retry.max", 9, "retry.backoff.ms", 90_000, "retry.backoff.max.ms", 90_000);

        assertThatThrownBy(() -> waited(start())).hasCauseInstanceOf(ConnectException.class);

        assertThat(attempts).hasValue(1);
    }

    @Test
    void codeThatThrowsOrReturnsNoStageFailsInTheStage() {
        guarded();

        assertThatThrownBy(() -> waited(guard.<String>start(() -> {
                            throw new IllegalStateException("no route");
                        })
                        .toCompletableFuture()))
                .hasRootCauseMessage("no route");
        assertThatThrownBy(() ->
                        waited(guard.<String>start(GuardedCodeTest::nothing).toCompletableFuture()))
                .hasRootCauseMessage("the code of guard:Lab.warehouse returned null instead of a stage");
    }

    @SuppressWarnings("NullAway")
    private static <T> T nothing() {
        return null;
    }

    @Test
    void aPauseEndsWhenTheGuardIsClosed() {
        guarded("retry.max", 1, "retry.backoff.ms", 3_600_000, "retry.backoff.max.ms", 3_600_000);
        CompletableFuture<String> pausing = start();
        assertThat(pausing).isNotDone();

        guard.close();

        assertThatThrownBy(() -> waited(pausing))
                .hasCauseInstanceOf(ModuleUnavailableException.class)
                .hasMessageContaining("guard:Lab.warehouse was to be tried again");
        assertThat(attempts).hasValue(1);
    }

    @Test
    void noAttemptBeginsAfterTheTimerHasStopped() {
        guarded("retry.max", 1, "retry.backoff.ms", 1);
        timer.shutdownNow();

        assertThatThrownBy(() -> waited(start())).hasCauseInstanceOf(ModuleUnavailableException.class);
    }

    @Test
    void aThreadThatIsInterruptedInAPauseGivesUpAndKeepsItsFlag() throws Exception {
        guarded("retry.max", 1, "retry.backoff.ms", 3_600_000, "retry.backoff.max.ms", 3_600_000);
        CountDownLatch tried = new CountDownLatch(1);
        AtomicReference<Throwable> end = new AtomicReference<>();
        CompletableFuture<Boolean> flag = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            try {
                guard.run(() -> {
                    tried.countDown();
                    throw new ConnectException("down");
                });
            } catch (Exception e) {
                end.set(e);
            }
            flag.complete(Thread.currentThread().isInterrupted());
        });
        caller.start();
        assertThat(tried.await(10, TimeUnit.SECONDS)).isTrue();

        caller.interrupt();

        assertThat(flag.get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(end.get()).isInstanceOf(CallCancelledException.class);
    }

    @Test
    void exceptionsComeAsTheyWereThrownAndOnlyPassingOnesAreTriedAgain() {
        guarded("retry.max", 2, "retry.backoff.ms", 0, "retry.categories", "network");

        assertThatThrownBy(() -> guard.run(() -> {
                    attempts.incrementAndGet();
                    throw new FileNotFoundException("stock.csv");
                }))
                .isExactlyInstanceOf(FileNotFoundException.class)
                .hasMessage("stock.csv");
        assertThat(attempts).hasValue(1);

        assertThatThrownBy(() -> guard.run(() -> {
                    attempts.incrementAndGet();
                    throw new ConnectException("down");
                }))
                .isExactlyInstanceOf(ConnectException.class);
        assertThat(attempts).hasValue(4);
    }

    @Test
    void aFullBulkheadRefusesAndAPlaceIsGivenBackAfterAnyEnd() throws Exception {
        guarded("bulkhead.max", 1);
        CompletableFuture<String> slow = new CompletableFuture<>();
        CompletableFuture<String> first = guard.start(() -> slow).toCompletableFuture();

        assertThatThrownBy(() -> guard.run(() -> "second"))
                .isInstanceOf(CallRefusedException.class)
                .hasMessageContaining("bulkhead.max");
        assertThatThrownBy(() -> waited(guard.start(() -> CompletableFuture.completedFuture("third"))
                        .toCompletableFuture()))
                .hasCauseInstanceOf(CallRefusedException.class);

        slow.completeExceptionally(new IllegalStateException("broken"));
        assertThatThrownBy(() -> waited(first)).hasRootCauseMessage("broken");
        assertThat(guard.<String>run(() -> "fourth")).isEqualTo("fourth");
    }

    @Test
    void aRefusalByTheRateSaysWhenItIsWorthTrying() throws Exception {
        guarded("rate.limit", 1, "rate.period.ms", 3_600_000);
        guard.run(() -> "first");

        assertThatThrownBy(() -> guard.run(() -> "second"))
                .isInstanceOfSatisfying(
                        CallRefusedException.class, refusal -> assertThat(((RetryAfter) refusal).retryAfter())
                                .isPositive());
    }

    @Test
    void aChangedPolicyHoldsForTheNextCodeAndKeepsTheBreakersState() {
        guarded("breaker.failures", 3);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> guard.run(() -> {
                        throw new ConnectException("down");
                    }))
                    .isInstanceOf(ConnectException.class);
        }

        book.put(Policy.read("test", null, Map.of("targets", "guard:Lab.*", "breaker.failures", 4, "retry.max", 1)));
        assertThat(breaker.snapshot().consecutiveFailures()).isEqualTo(2);
        book.remove("test");

        assertThat(breaker.snapshot().consecutiveFailures()).isEqualTo(2);
        assertThat(breaker.snapshot().state()).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void attemptsAfterTheFirstAreCountedByTheirOutcome() throws Exception {
        guarded("retry.max", 2, "retry.backoff.ms", 0, "retry.categories", "network");
        assertThat(guard.<String>run(() -> "at once")).isEqualTo("at once");
        assertThat(population.retries()).isEmpty();

        assertThat(guard.<String>run(() -> {
                    if (attempts.incrementAndGet() < 3) {
                        throw new ConnectException("down");
                    }
                    return "at last";
                }))
                .isEqualTo("at last");
        attempts.set(0);
        assertThat(waited(guard.start(
                                () -> attempts.get() < 1 ? unreachable() : CompletableFuture.completedFuture("5 bolts"))
                        .toCompletableFuture()))
                .isEqualTo("5 bolts");
        assertThatThrownBy(() -> waited(start())).hasCauseInstanceOf(ConnectException.class);

        assertThat(population.retries())
                .containsExactly(
                        new RetrySnapshot("guard:Lab.warehouse", "Lab", 7, 2, Map.of(ErrorCategory.NETWORK, 3L)));
        guard.close();
        assertThat(population.retries()).isEmpty();
    }
}
