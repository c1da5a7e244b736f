package dev.vagus.registry.internal.engine;

import static dev.vagus.registry.internal.engine.EngineFixture.CALLER;
import static dev.vagus.registry.internal.engine.EngineFixture.interruptible;
import static dev.vagus.registry.internal.engine.EngineFixture.operation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.vagus.delivery.structure.Structures;
import dev.vagus.registry.CallTimeoutException;
import dev.vagus.registry.Invocation;
import dev.vagus.registry.OperationFailedException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A deadline or a cancellation interrupts the handler that allows it, and nothing else. */
class InterruptionTest {
    private static final CallOptions SHORT = new CallOptions(Duration.ofMillis(50), null, Map.of(), Map.of());

    private final RegistryEngine engine = new RegistryEngine(
            new Settings(30_000, 8, 2_000, 2, 4, false),
            new Structures(),
            identity -> ModuleState.STOPPED,
            System::nanoTime);

    @AfterEach
    void stop() {
        engine.stop();
        assertThat(Thread.interrupted()).as("left behind on the test's thread").isFalse();
    }

    private Placement offer(dev.vagus.registry.OperationDescriptor descriptor, dev.vagus.registry.ApiHandler handler) {
        return engine.offer(new Offer(
                EngineFixture.LAB,
                descriptor.module(),
                0,
                1,
                List.of(new OfferedOperation(descriptor, handler)),
                List.of()));
    }

    private Object invoke(String operation, CallOptions options) {
        return engine.invoke(CALLER, operation, Map.of(), options);
    }

    private CompletableFuture<Object> async(String operation, CallOptions options) {
        return engine.async(CALLER, operation, Map.of(), options, value -> value);
    }

    private static Object blockForever() throws InterruptedException {
        new CountDownLatch(1).await();
        return "never";
    }

    private static boolean isLate(Invocation call) {
        await().pollInSameThread().until(call::isCancelled);
        return true;
    }

    @Test
    void theDeadlineInterruptsASynchronousCallAndTheCallerSeesATimeoutOnly() {
        offer(interruptible("LabRunner", "Block"), call -> blockForever());

        assertThatThrownBy(() -> invoke("LabRunner.Block", SHORT))
                .isInstanceOf(CallTimeoutException.class)
                .hasMessageContaining("LabRunner.Block was interrupted at its deadline");
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void aResultThatComesAllTheSameCounts() {
        offer(interruptible("LabRunner", "Stubborn"), call -> {
            try {
                return blockForever();
            } catch (InterruptedException e) {
                return "done";
            }
        });

        assertThat(invoke("LabRunner.Stubborn", SHORT)).isEqualTo("done");
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void aFlagThatTheHandlerDoesNotTakeIsTakenBack() {
        AtomicBoolean seen = new AtomicBoolean();
        offer(interruptible("LabRunner", "Spin"), call -> {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.onSpinWait();
            }
            return seen.getAndSet(true);
        });

        assertThat(invoke("LabRunner.Spin", SHORT)).isEqualTo(false);
        assertThat(seen).isTrue();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void aCancellationInterruptsTheHandlerOnItsThread() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CompletableFuture<String> end = new CompletableFuture<>();
        offer(interruptible("LabRunner", "Block"), call -> {
            inside.countDown();
            try {
                return blockForever();
            } catch (InterruptedException e) {
                end.complete("interrupted, cancelled: " + call.isCancelled());
                throw e;
            }
        });
        CompletableFuture<Object> call = async("LabRunner.Block", CallOptions.NONE);
        assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();

        call.cancel(true);

        assertThat(end.get(10, TimeUnit.SECONDS)).isEqualTo("interrupted, cancelled: true");
        assertThat(call).isCancelled();
    }

    @Test
    void anOperationThatDoesNotAllowItGetsTheTokenOnly() {
        AtomicBoolean interrupted = new AtomicBoolean();
        offer(operation("LabRunner", "Polls"), call -> {
            boolean late = isLate(call);
            interrupted.set(Thread.currentThread().isInterrupted());
            return late;
        });

        assertThat(invoke("LabRunner.Polls", SHORT)).isEqualTo(true);
        assertThat(interrupted).isFalse();
    }

    @Test
    void aCallInsideThatDoesNotAllowItIsNotInterruptedAndTheInterruptComesAfterIt() {
        AtomicReference<String> inner = new AtomicReference<>();
        offer(operation("LabRunner", "Inner"), call -> {
            isLate(call);
            inner.set("interrupted: " + Thread.currentThread().isInterrupted());
            return null;
        });
        offer(interruptible("LabRunner", "Outer"), call -> {
            invoke("LabRunner.Inner", CallOptions.NONE);
            return blockForever();
        });

        assertThatThrownBy(() -> invoke("LabRunner.Outer", SHORT)).isInstanceOf(CallTimeoutException.class);
        assertThat(inner).hasValue("interrupted: false");
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void anInterruptThatWasNotNoticedIsKeptFromTheNextCallInsideAndComesBack() {
        AtomicReference<String> inner = new AtomicReference<>();
        offer(operation("LabRunner", "Inner"), call -> {
            inner.set("interrupted: " + Thread.currentThread().isInterrupted());
            return null;
        });
        offer(interruptible("LabRunner", "Outer"), call -> {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.onSpinWait();
            }
            try {
                invoke("LabRunner.Inner", CallOptions.NONE);
            } catch (CallTimeoutException e) {
                inner.set("refused: " + Thread.currentThread().isInterrupted());
            }
            return blockForever();
        });

        assertThatThrownBy(() -> invoke("LabRunner.Outer", SHORT)).isInstanceOf(CallTimeoutException.class);
        assertThat(inner.get()).isIn("interrupted: false", "refused: true");
    }

    @Test
    void aCancellationTravelsIntoTheCallsMadeInside() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CompletableFuture<String> polled = new CompletableFuture<>();
        CompletableFuture<String> interrupted = new CompletableFuture<>();
        offer(operation("LabRunner", "Polls"), call -> polled.complete("cancelled: " + isLate(call)));
        offer(interruptible("LabRunner", "Block"), call -> {
            inside.countDown();
            try {
                return blockForever();
            } catch (InterruptedException e) {
                interrupted.complete("interrupted");
                throw e;
            }
        });
        offer(operation("LabRunner", "Outer"), call -> {
            async("LabRunner.Polls", CallOptions.NONE);
            return invoke("LabRunner.Block", CallOptions.NONE);
        });
        CompletableFuture<Object> call = async("LabRunner.Outer", CallOptions.NONE);
        assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();

        call.cancel(true);

        assertThat(interrupted.get(10, TimeUnit.SECONDS)).isEqualTo("interrupted");
        assertThat(polled.get(10, TimeUnit.SECONDS)).isEqualTo("cancelled: true");
    }

    @Test
    void anInterruptOfSomebodyElseStaysWhenTheWatchdogDidNotCome() {
        offer(interruptible("LabRunner", "Run"), call -> "done");
        offer(interruptible("LabRunner", "Fail"), call -> blockForever());

        Thread.currentThread().interrupt();
        assertThat(invoke("LabRunner.Run", CallOptions.NONE)).isEqualTo("done");
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        assertThatThrownBy(() -> invoke("LabRunner.Fail", CallOptions.NONE))
                .isInstanceOf(OperationFailedException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aDeadlineIsKeptAlsoWhenHandlersHoldEveryThread() {
        CountDownLatch go = new CountDownLatch(1);
        offer(operation("LabRunner", "Hold"), call -> {
            go.await();
            return null;
        });
        List<CompletableFuture<Object>> calls =
                List.of(async("LabRunner.Hold", SHORT), async("LabRunner.Hold", SHORT), async("LabRunner.Hold", SHORT));

        for (CompletableFuture<Object> call : calls) {
            assertThatThrownBy(() -> call.get(5, TimeUnit.SECONDS)).hasCauseInstanceOf(CallTimeoutException.class);
        }
        go.countDown();
    }
}
