package dev.vagus.registry.internal.engine;

import static dev.vagus.registry.internal.engine.EngineFixture.CALLER;
import static dev.vagus.registry.internal.engine.EngineFixture.asynchronous;
import static dev.vagus.registry.internal.engine.EngineFixture.operation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.vagus.module.ErrorCategory;
import dev.vagus.module.Outcome;
import dev.vagus.module.Setting;
import dev.vagus.registry.ApiMiddleware;
import dev.vagus.registry.CallTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A call that nobody waits for any more ends for its middleware too, not only for its caller. */
class GivenUpTest {
    private final EngineFixture lab = new EngineFixture(new Settings(30_000, 8, 200, 1, 8, false));
    private final List<ErrorCategory> seen = Collections.synchronizedList(new ArrayList<>());
    private final CompletableFuture<Object> never = new CompletableFuture<>();

    @AfterEach
    void stop() {
        lab.close();
    }

    private void watch() {
        lab.around("watch", 5, (invocation, next) -> next.proceed(invocation).onDone((value, error) -> {
            seen.add(ErrorCategory.of(Objects.requireNonNull(error)));
        }));
    }

    private static CallOptions within(long millis) {
        return new CallOptions(Duration.ofMillis(millis), null, Map.of(), Map.of());
    }

    private CompletableFuture<Object> start(String operation, CallOptions options) {
        return lab.engine.async(CALLER, operation, Map.of(), options, value -> value);
    }

    private void isolate() {
        lab.engine.policies(target -> Map.of("isolation", new Setting("isolation", "thread", "test")));
    }

    @Test
    void theDeadlineOfAnAsynchronousOperationEndsTheMiddlewareBeforeTheOperationIsCancelled() {
        watch();
        List<Integer> seenWhenCancelled = Collections.synchronizedList(new ArrayList<>());
        never.whenComplete((value, error) -> seenWhenCancelled.add(seen.size()));
        lab.offer(asynchronous("Lab", "Never"), call -> never);

        assertThatThrownBy(() -> start("Lab.Never", within(30)).get(10, TimeUnit.SECONDS))
                .hasCauseInstanceOf(CallTimeoutException.class);

        await().untilAsserted(() -> assertThat(never).isCancelled());
        assertThat(seen).containsExactly(ErrorCategory.TIMEOUT);
        assertThat(seenWhenCancelled).containsExactly(1);
    }

    @Test
    void soDoesThatOfACallerThatWaits() {
        watch();
        lab.offer(asynchronous("Lab", "Never"), call -> never);

        assertThatThrownBy(() -> lab.engine.invoke(CALLER, "Lab.Never", Map.of(), within(30)))
                .isInstanceOf(CallTimeoutException.class);

        assertThat(seen).containsExactly(ErrorCategory.TIMEOUT);
        assertThat(never).isCancelled();
    }

    @Test
    void aMiddlewareMayAnswerInThePlaceOfADeadline() throws Exception {
        lab.around("cached", 5, (invocation, next) -> next.proceed(invocation).recover(error -> Outcome.of("cached")));
        lab.offer(asynchronous("Lab", "Never"), call -> never);

        assertThat(lab.engine.invoke(CALLER, "Lab.Never", Map.of(), within(30))).isEqualTo("cached");
        assertThat(start("Lab.Never", within(30)).get(10, TimeUnit.SECONDS)).isEqualTo("cached");
    }

    @Test
    void aCancellationEndsTheMiddleware() {
        watch();
        lab.offer(asynchronous("Lab", "Never"), call -> never);
        CompletableFuture<Object> call = start("Lab.Never", CallOptions.NONE);

        assertThat(call.cancel(true)).isTrue();

        assertThat(seen).containsExactly(ErrorCategory.CANCELLED);
        assertThat(call).isCancelled();
        assertThat(never).isCancelled();
    }

    @Test
    void aModuleThatLeavesEndsTheMiddleware() {
        watch();
        Placement placement = lab.offer(asynchronous("Lab", "Never"), call -> never);
        CompletableFuture<Object> call = start("Lab.Never", CallOptions.NONE);

        lab.engine.withdraw(placement);

        assertThat(seen).containsExactly(ErrorCategory.UNAVAILABLE);
        assertThat(call).isCompletedExceptionally();
    }

    @Test
    void aPauseEndsWithTheCallAndNotLater() {
        AtomicInteger attempts = new AtomicInteger();
        ApiMiddleware hourly = (invocation, next) -> next.proceed(invocation)
                .recover(error -> invocation.after(Duration.ofHours(1), () -> next.proceed(invocation)));
        watch();
        lab.around("hourly", 6, hourly);
        lab.offer(asynchronous("Lab", "Fail"), call -> {
            attempts.incrementAndGet();
            return CompletableFuture.failedFuture(new IllegalStateException("not yet"));
        });
        CompletableFuture<Object> call = start("Lab.Fail", CallOptions.NONE);

        call.cancel(true);

        assertThat(seen).containsExactly(ErrorCategory.CANCELLED);
        assertThat(attempts).hasValue(1);
    }

    @Test
    void theFallbackThatIsUnderWayIsGivenUpToo() {
        lab.offer(operation("Lab", "Stock"), call -> {
            throw new IllegalStateException("warehouse down");
        });
        lab.offer(asynchronous("Lab", "Never"), call -> never);
        CompletableFuture<Object> call =
                start("Lab.Stock", new CallOptions(null, null, Map.of(), Map.of("fallback", "Lab.Never")));
        await().until(() -> never.getNumberOfDependents() > 0);

        call.cancel(true);

        await().untilAsserted(() -> assertThat(never).isCancelled());
    }

    @Test
    void anIsolatedHandlerThatHangsKeepsItsModuleButNotTheMiddleware() throws Exception {
        watch();
        isolate();
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Placement placement = lab.offer(operation("Lab", "Hang"), call -> {
            inside.countDown();
            go.await();
            return "late";
        });
        DrainGate gate = Objects.requireNonNull(placement.provider()).gate();

        assertThatThrownBy(() -> lab.engine.invoke(CALLER, "Lab.Hang", Map.of(), within(100)))
                .isInstanceOf(CallTimeoutException.class);

        assertThat(seen).containsExactly(ErrorCategory.TIMEOUT);
        assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(gate.count()).isOne();
        go.countDown();
        await().untilAsserted(() -> assertThat(gate.count()).isZero());
        assertThat(seen).hasSize(1);
    }

    @Test
    void anIsolatedHandlerWhoseCallHasEndedIsNeverBegun() throws Exception {
        isolate();
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger begun = new AtomicInteger();
        Placement placement = lab.offer(operation("Lab", "Hang"), call -> {
            begun.incrementAndGet();
            go.await();
            return null;
        });
        DrainGate gate = Objects.requireNonNull(placement.provider()).gate();
        CompletableFuture<Object> holdsTheOnlyThread = start("Lab.Hang", CallOptions.NONE);
        await().until(() -> begun.get() == 1);
        CompletableFuture<Object> queued = start("Lab.Hang", CallOptions.NONE);

        queued.cancel(true);
        go.countDown();

        assertThat(holdsTheOnlyThread.get(10, TimeUnit.SECONDS)).isNull();
        await().untilAsserted(() -> assertThat(gate.count()).isZero());
        assertThat(begun).hasValue(1);
    }

    @Test
    void anIsolatedOperationMayStandInForAnother() throws Exception {
        lab.engine.policies(target -> target.equals("Lab.Cached")
                ? Map.of("isolation", new Setting("isolation", "thread", "test"))
                : Map.of());
        lab.offer(operation("Lab", "Stock"), call -> {
            throw new IllegalStateException("warehouse down");
        });
        Placement placement = lab.offer(
                operation("Lab", "Cached"), call -> Thread.currentThread().getName());

        Object answer = lab.engine.invoke(
                CALLER, "Lab.Stock", Map.of(), new CallOptions(null, null, Map.of(), Map.of("fallback", "Lab.Cached")));

        assertThat(answer).asString().startsWith("vagus-registry-");
        DrainGate gate = Objects.requireNonNull(placement.provider()).gate();
        await().untilAsserted(() -> assertThat(gate.count()).isZero());
    }
}
