package dev.vagus.registry.internal.engine;

import static dev.vagus.registry.internal.engine.EngineFixture.CALLER;
import static dev.vagus.registry.internal.engine.EngineFixture.asynchronous;
import static dev.vagus.registry.internal.engine.EngineFixture.operation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vagus.module.Setting;
import dev.vagus.registry.ApiHandler;
import dev.vagus.registry.CallCancelledException;
import dev.vagus.registry.CallRefusedException;
import dev.vagus.registry.CallTimeoutException;
import dev.vagus.registry.OperationDescriptor;
import dev.vagus.registry.OperationFailedException;
import dev.vagus.spi.FlowContext;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls of an isolated operation never run on the caller's thread, so they can be given up. */
class IsolationTest {
    private final EngineFixture lab = new EngineFixture(new Settings(30_000, 8, 2_000, 1, 1, false));
    private final CountDownLatch go = new CountDownLatch(1);

    @AfterEach
    void stop() {
        go.countDown();
        lab.close();
    }

    private void isolate(String where) {
        lab.engine.policies(operation -> Map.of("isolation", new Setting("isolation", where, "test")));
    }

    private Placement offerIsolated(OperationDescriptor descriptor, ApiHandler handler) {
        isolate("thread");
        return lab.offer(descriptor, handler);
    }

    private static CallOptions within(long millis) {
        return new CallOptions(Duration.ofMillis(millis), "affair", Map.of(), Map.of());
    }

    @Test
    void aSynchronousCallIsGivenUpAtItsDeadlineThoughItsHandlerGoesOn() {
        AtomicBoolean told = new AtomicBoolean();
        offerIsolated(operation("LabRunner", "Hang"), call -> {
            go.await();
            told.set(call.isCancelled());
            return null;
        });

        assertThatThrownBy(() -> lab.engine.invoke(CALLER, "LabRunner.Hang", Map.of(), within(50)))
                .isInstanceOf(CallTimeoutException.class)
                .hasMessageContaining("did not end before its deadline");
        go.countDown();
        org.awaitility.Awaitility.await().untilTrue(told);
    }

    @Test
    void itRunsOnAThreadOfTheRegistryWithWhatTheCallerIsDoing() {
        offerIsolated(operation("LabRunner", "Where"), call -> {
            FlowContext flow = FlowContext.current();
            return Thread.currentThread().getName().replaceAll("[0-9]", "") + flow.correlationId() + flow.depth();
        });

        assertThat(lab.engine.invoke(CALLER, "LabRunner.Where", Map.of(), within(10_000)))
                .isEqualTo("vagus-registry-affair1");
        assertThat(FlowContext.current()).isEqualTo(FlowContext.NONE);
    }

    @Test
    void anAsynchronousOperationLeavesTheCallersThreadAtOnceToo() throws Exception {
        AtomicReference<Thread> ran = new AtomicReference<>();
        offerIsolated(asynchronous("LabRunner", "Later"), call -> {
            ran.set(Thread.currentThread());
            go.await();
            return CompletableFuture.completedFuture("later");
        });

        CompletableFuture<Object> call =
                lab.engine.async(CALLER, "LabRunner.Later", Map.of(), CallOptions.NONE, value -> value);
        assertThat(call).isNotDone();
        go.countDown();

        assertThat(call.get(10, TimeUnit.SECONDS)).isEqualTo("later");
        assertThat(ran.get()).isNotSameAs(Thread.currentThread());
    }

    @Test
    void errorsAreThoseOfAnyCall() {
        offerIsolated(operation("LabRunner", "Fail"), call -> {
            throw new IllegalStateException("broken");
        });

        assertThatThrownBy(() -> lab.invoke("LabRunner.Fail", Map.of()))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining("broken");
    }

    @Test
    void withAllThreadsTakenItIsRefusedAsBusy() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        offerIsolated(operation("LabRunner", "Hang"), call -> {
            inside.countDown();
            go.await();
            return null;
        });
        CompletableFuture<Object> runs = OwnThread.supply(() -> lab.invoke("LabRunner.Hang", Map.of()));
        assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();
        lab.engine.async(CALLER, "LabRunner.Hang", Map.of(), CallOptions.NONE, value -> value);

        assertThatThrownBy(() -> lab.invoke("LabRunner.Hang", Map.of()))
                .isInstanceOf(CallRefusedException.class)
                .hasMessageContaining("async.threads");
        go.countDown();
        assertThat(runs.get(10, TimeUnit.SECONDS)).isNull();
    }

    @Test
    void anInterruptedCallerGivesUpAndKeepsItsFlag() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        offerIsolated(operation("LabRunner", "Hang"), call -> {
            inside.countDown();
            go.await();
            return null;
        });
        AtomicReference<Thread> thread = new AtomicReference<>();
        CompletableFuture<Boolean> caller = OwnThread.supply(() -> {
            thread.set(Thread.currentThread());
            assertThatThrownBy(() -> lab.invoke("LabRunner.Hang", Map.of())).isInstanceOf(CallCancelledException.class);
            return Thread.currentThread().isInterrupted();
        });
        assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();

        thread.get().interrupt();

        assertThat(caller.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void theChangeHoldsForLaterCalls() {
        offerIsolated(
                operation("LabRunner", "Where"), call -> Thread.currentThread().getName());

        assertThat(lab.invoke("LabRunner.Where", Map.of())).asString().startsWith("vagus-registry-");
        isolate("caller");
        assertThat(lab.invoke("LabRunner.Where", Map.of()))
                .isEqualTo(Thread.currentThread().getName());
    }
}
