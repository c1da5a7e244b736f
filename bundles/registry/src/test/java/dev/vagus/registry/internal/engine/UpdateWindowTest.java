package dev.vagus.registry.internal.engine;

import static dev.vagus.registry.internal.engine.EngineFixture.CALLER;
import static dev.vagus.registry.internal.engine.EngineFixture.LAB;
import static dev.vagus.registry.internal.engine.EngineFixture.asynchronous;
import static dev.vagus.registry.internal.engine.EngineFixture.operation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.vagus.module.ErrorCategory;
import dev.vagus.registry.CallCancelledException;
import dev.vagus.registry.CallRefusedException;
import dev.vagus.registry.CallTimeoutException;
import dev.vagus.registry.ModuleUnavailableException;
import dev.vagus.registry.UnknownOperationException;
import dev.vagus.spi.FlowContext;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls of a module that is being updated wait for it, within their deadline and within the window. */
class UpdateWindowTest {
    private static final Settings SETTINGS = new Settings(30_000, 8, 2_000, 4, 4, false);

    private final EngineFixture lab = new EngineFixture(SETTINGS.withUpdateWindow(60_000, 100));

    @AfterEach
    void stop() {
        lab.close();
    }

    private void takeDownForAnUpdate() {
        Placement placement = lab.offer(operation("LabRunner", "Run"), call -> "old");
        lab.state = ModuleState.UPDATING;
        lab.engine.withdraw(placement);
    }

    private CompletableFuture<Object> callSynchronously() {
        CompletableFuture<Object> call = OwnThread.supply(() -> lab.invoke("LabRunner.Run", Map.of()));
        await().until(() -> lab.engine.waitingCalls() == 1);
        return call;
    }

    private CompletableFuture<Object> callAsynchronously(CallOptions options) {
        return lab.engine.async(CALLER, "LabRunner.Run", Map.of(), options, value -> value);
    }

    private static CallOptions within(Duration timeout) {
        return new CallOptions(timeout, null, Map.of(), Map.of());
    }

    @Test
    void callsGoToTheNewVersionWhenItIsThere() throws Exception {
        takeDownForAnUpdate();
        CompletableFuture<Object> synchronous = callSynchronously();
        CompletableFuture<Object> asynchronous = callAsynchronously(CallOptions.NONE);
        assertThat(lab.engine.waitingCalls()).isEqualTo(2);

        lab.offer(operation("LabRunner", "Run"), call -> "new");

        assertThat(synchronous.get(10, TimeUnit.SECONDS)).isEqualTo("new");
        assertThat(asynchronous.get(10, TimeUnit.SECONDS)).isEqualTo("new");
        assertThat(lab.engine.waitingCalls()).isZero();
    }

    @Test
    void anAsynchronousOperationIsWaitedForToo() throws Exception {
        takeDownForAnUpdate();
        CompletableFuture<Object> call = callAsynchronously(CallOptions.NONE);

        lab.offer(asynchronous("LabRunner", "Run"), invocation -> OwnThread.supply(() -> "later"));

        assertThat(call.get(10, TimeUnit.SECONDS)).isEqualTo("later");
    }

    @Test
    void aModuleThatComesBackWithoutTheOperationIsWaitedForUntilItIsKnownToHaveNone() throws Exception {
        takeDownForAnUpdate();
        CompletableFuture<Object> run = callSynchronously();
        CompletableFuture<Object> unseen =
                lab.engine.async(CALLER, "LabRunner.Ru", Map.of(), CallOptions.NONE, value -> value);
        assertThat(lab.engine.waitingCalls()).isEqualTo(2);

        lab.state = ModuleState.RUNNING;
        lab.offer(operation("LabRunner", "Abort"), call -> null);

        assertThatThrownBy(() -> unseen.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(UnknownOperationException.class);
        await().until(() -> lab.engine.waitingCalls() == 1);
        assertThat(run).isNotDone();
        lab.offer(operation("LabRunner", "Run"), call -> "new");
        assertThat(run.get(10, TimeUnit.SECONDS)).isEqualTo("new");
    }

    @Test
    void theTimeWaitedCountsAgainstTheDeadline() throws Exception {
        takeDownForAnUpdate();
        CompletableFuture<Object> synchronous = callSynchronously();
        CompletableFuture<Object> asynchronous = callAsynchronously(within(Duration.ofSeconds(20)));
        lab.clock.addAndGet(TimeUnit.SECONDS.toNanos(12));

        lab.offer(operation("LabRunner", "Run"), call -> call.remaining().toSeconds());

        assertThat(synchronous.get(10, TimeUnit.SECONDS)).isEqualTo(18L);
        assertThat(asynchronous.get(10, TimeUnit.SECONDS)).isEqualTo(8L);
    }

    @Test
    void correlationAndDepthAreThoseOfTheCallerThatWaited() throws Exception {
        takeDownForAnUpdate();
        FlowContext before = FlowContext.swap(new FlowContext("affair", FlowContext.NO_DEADLINE, "trace", 3));
        CompletableFuture<Object> call;
        try {
            call = callAsynchronously(CallOptions.NONE);
        } finally {
            FlowContext.swap(before);
        }

        lab.offer(operation("LabRunner", "Run"), invocation -> {
            FlowContext flow = FlowContext.current();
            return flow.correlationId() + " " + flow.traceparent() + " " + flow.depth();
        });

        assertThat(call.get(10, TimeUnit.SECONDS)).isEqualTo("affair trace 4");
    }

    @Test
    void theArgumentsAreThoseOfTheMomentOfTheCall() throws Exception {
        takeDownForAnUpdate();
        Map<String, Object> arguments = new HashMap<>(Map.of("Step", "before"));
        CompletableFuture<Object> call =
                lab.engine.async(CALLER, "LabRunner.Run", arguments, CallOptions.NONE, value -> value);
        arguments.put("Step", "after");

        lab.offer(
                operation("LabRunner", "Run", EngineFixture.required("Step", "string")),
                invocation -> invocation.parameters().get("Step"));

        assertThat(call.get(10, TimeUnit.SECONDS)).isEqualTo("before");
    }

    @Test
    void aDeadlineThatPassesEndsTheWaitWithoutACall() {
        takeDownForAnUpdate();
        CallOptions soon = within(Duration.ofMillis(30));
        CompletableFuture<Object> call = callAsynchronously(soon);
        lab.clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(30));

        assertThatThrownBy(() -> call.get(10, TimeUnit.SECONDS))
                .hasCauseInstanceOf(CallTimeoutException.class)
                .hasMessageContaining("it was not called");
        FlowContext before = FlowContext.swap(new FlowContext(null, lab.clock.get(), null, 1));
        try {
            assertThatThrownBy(() -> lab.invoke("LabRunner.Run", Map.of())).isInstanceOf(CallTimeoutException.class);
        } finally {
            FlowContext.swap(before);
        }
        assertThat(lab.engine.waitingCalls()).isZero();
    }

    @Test
    void theEndOfTheWindowEndsTheWaitAndLaterCallsFailAtOnce() {
        lab.engine.configure(SETTINGS.withUpdateWindow(30, 100));
        takeDownForAnUpdate();
        CompletableFuture<Object> call = callAsynchronously(CallOptions.NONE);

        assertThatThrownBy(() -> lab.invoke("LabRunner.Run", Map.of()))
                .isInstanceOf(ModuleUnavailableException.class)
                .hasMessageContaining("is being updated");
        assertThatThrownBy(() -> call.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(ModuleUnavailableException.class);
        lab.clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(30));
        assertThatThrownBy(() -> lab.invoke("LabRunner.Run", Map.of())).isInstanceOf(ModuleUnavailableException.class);
        assertThat(lab.engine.waitingCalls()).isZero();
    }

    @Test
    void withoutAWindowNobodyWaits() {
        lab.engine.configure(SETTINGS.withUpdateWindow(0, 100));
        takeDownForAnUpdate();

        assertThatThrownBy(() -> lab.invoke("LabRunner.Run", Map.of())).isInstanceOf(ModuleUnavailableException.class);
        assertThat(callAsynchronously(CallOptions.NONE)).isCompletedExceptionally();
    }

    @Test
    void aModuleThatOnlyWithdrewAComponentIsNotWaitedFor() {
        lab.state = ModuleState.RUNNING;
        lab.engine.withdraw(lab.offer(operation("LabRunner", "Run"), call -> null));
        lab.state = ModuleState.UPDATING;

        assertThatThrownBy(() -> lab.invoke("LabRunner.Run", Map.of())).isInstanceOf(ModuleUnavailableException.class);
    }

    @Test
    void onlySoManyCallsWait() {
        lab.engine.configure(SETTINGS.withUpdateWindow(60_000, 2));
        takeDownForAnUpdate();
        CompletableFuture<Object> first = callAsynchronously(CallOptions.NONE);
        callAsynchronously(CallOptions.NONE);

        assertThatThrownBy(() -> lab.invoke("LabRunner.Run", Map.of()))
                .isInstanceOf(CallRefusedException.class)
                .hasMessageContaining("update.waiters.max")
                .extracting(ErrorCategory::of)
                .isEqualTo(ErrorCategory.BUSY);
        assertThatThrownBy(() -> callAsynchronously(CallOptions.NONE).get(10, TimeUnit.SECONDS))
                .hasCauseInstanceOf(CallRefusedException.class);
        first.cancel(false);
        assertThat(callAsynchronously(CallOptions.NONE)).isNotDone();
        assertThat(lab.engine.waitingCalls()).isEqualTo(2);
    }

    @Test
    void aStartThatFailsClosesTheWindow() {
        takeDownForAnUpdate();
        CompletableFuture<Object> synchronous = callSynchronously();
        CompletableFuture<Object> asynchronous = callAsynchronously(CallOptions.NONE);

        lab.engine.failedToStart(LAB.bundleId());

        for (CompletableFuture<Object> call : List.of(synchronous, asynchronous)) {
            assertThatThrownBy(() -> call.get(10, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(ModuleUnavailableException.class)
                    .hasMessageContaining("did not come back from its update")
                    .hasMessageContaining("example.lab");
        }
        assertThatThrownBy(() -> lab.invoke("LabRunner.Run", Map.of())).hasMessageContaining("failed to start");
    }

    @Test
    void aModuleThatIsStoppedForGoodIsNotWaitedForAnyLonger() {
        takeDownForAnUpdate();
        CompletableFuture<Object> waiting = callAsynchronously(CallOptions.NONE);

        lab.state = ModuleState.STOPPED;
        assertThatThrownBy(() -> lab.invoke("LabRunner.Run", Map.of())).hasMessageContaining("was stopped");
        lab.engine.gone(LAB.bundleId());

        assertThatThrownBy(() -> waiting.get(10, TimeUnit.SECONDS))
                .hasCauseInstanceOf(ModuleUnavailableException.class)
                .hasMessageContaining("was stopped");
    }

    @Test
    void anInterruptEndsTheWaitAndStaysSet() throws Exception {
        takeDownForAnUpdate();
        AtomicReference<Thread> thread = new AtomicReference<>();
        CompletableFuture<Boolean> interrupted = OwnThread.supply(() -> {
            thread.set(Thread.currentThread());
            assertThatThrownBy(() -> lab.invoke("LabRunner.Run", Map.of()))
                    .isInstanceOf(CallCancelledException.class)
                    .hasMessageContaining("it was not called");
            return Thread.currentThread().isInterrupted();
        });
        await().until(() -> lab.engine.waitingCalls() == 1);

        thread.get().interrupt();

        assertThat(interrupted.get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(lab.engine.waitingCalls()).isZero();
    }

    @Test
    void aCancelledWaitMakesNoCall() {
        takeDownForAnUpdate();
        AtomicLong made = new AtomicLong();
        CompletableFuture<Object> call = callAsynchronously(CallOptions.NONE);

        assertThat(call.cancel(true)).isTrue();
        assertThat(lab.engine.waitingCalls()).isZero();
        lab.offer(operation("LabRunner", "Run"), invocation -> made.incrementAndGet());

        assertThat(lab.invoke("LabRunner.Run", Map.of())).isEqualTo(1L);
    }

    @Test
    void aCallThatIsMadeAfterItsWaitCanStillBeCancelled() throws Exception {
        takeDownForAnUpdate();
        CompletableFuture<Object> call = callAsynchronously(CallOptions.NONE);
        CountDownLatch inside = new CountDownLatch(1);
        CompletableFuture<Boolean> seen = new CompletableFuture<>();
        lab.offer(operation("LabRunner", "Run"), invocation -> {
            inside.countDown();
            await().until(invocation::isCancelled);
            return seen.complete(true);
        });
        assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();

        call.cancel(true);

        assertThat(seen.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void theStopOfTheRegistryEndsAllWaits() {
        takeDownForAnUpdate();
        CompletableFuture<Object> synchronous = callSynchronously();
        CompletableFuture<Object> asynchronous = callAsynchronously(CallOptions.NONE);

        lab.engine.stop();

        for (CompletableFuture<Object> call : List.of(synchronous, asynchronous)) {
            assertThatThrownBy(() -> call.get(10, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(ModuleUnavailableException.class)
                    .hasMessageContaining("the API registry has stopped");
        }
    }

    @Test
    void aCallFromWithinTheModuleThatLeavesDoesNotHoldUpItsFarewell() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        lab.state = ModuleState.UPDATING;
        Placement run = lab.offer(operation("LabRunner", "Run"), call -> {
            inside.countDown();
            go.await();
            assertThatThrownBy(() -> lab.invoke("LabRunner.Run", Map.of()))
                    .isInstanceOf(ModuleUnavailableException.class);
            return "ended";
        });
        CompletableFuture<Object> call = OwnThread.supply(() -> lab.invoke("LabRunner.Run", Map.of()));
        assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();

        lab.engine.close(run);
        go.countDown();

        assertThat(call.get(10, TimeUnit.SECONDS)).isEqualTo("ended");
    }
}
