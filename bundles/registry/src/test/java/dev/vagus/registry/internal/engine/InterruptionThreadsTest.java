package dev.vagus.registry.internal.engine;

import static dev.vagus.registry.internal.engine.EngineFixture.CALLER;
import static dev.vagus.registry.internal.engine.EngineFixture.interruptible;
import static dev.vagus.registry.internal.engine.EngineFixture.operation;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.delivery.structure.Structures;
import dev.vagus.module.ErrorCategory;
import dev.vagus.module.VagusException;
import dev.vagus.registry.ApiHandler;
import dev.vagus.registry.OperationDescriptor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Deadlines that fall before, into and after handlers of about their length, ten thousands of times on real threads. */
class InterruptionThreadsTest {
    private static final int CALLS = 15_000;
    private static final int CALLERS = 2;

    private final RegistryEngine engine = new RegistryEngine(
            new Settings(30_000, 8, 2_000, 4, 1_000, false),
            new Structures(),
            identity -> ModuleState.STOPPED,
            System::nanoTime);
    private final AtomicLong succeeded = new AtomicLong();
    private final AtomicLong timedOut = new AtomicLong();
    private final AtomicLong leaked = new AtomicLong();
    private final AtomicLong innerInterrupted = new AtomicLong();

    @AfterEach
    void stop() {
        engine.stop();
    }

    private void offer(OperationDescriptor descriptor, ApiHandler handler) {
        engine.offer(new Offer(
                EngineFixture.LAB,
                descriptor.module(),
                0,
                1,
                List.of(new OfferedOperation(descriptor, handler)),
                List.of()));
    }

    private static void work(long nanos) throws InterruptedException {
        long end = System.nanoTime() + nanos;
        while (System.nanoTime() < end) {
            if (Thread.interrupted()) {
                throw new InterruptedException("while it worked");
            }
            Thread.onSpinWait();
        }
    }

    private void call(String operation) {
        for (int i = 0; i < CALLS; i++) {
            long nanos = ThreadLocalRandom.current().nextLong(20_000, 120_000);
            CallOptions options = new CallOptions(Duration.ofNanos(nanos), null, Map.of(), Map.of());
            try {
                engine.invoke(CALLER, operation, Map.of(), options);
                succeeded.incrementAndGet();
            } catch (VagusException e) {
                if (e.category() != ErrorCategory.TIMEOUT) {
                    throw e;
                }
                timedOut.incrementAndGet();
            }
            if (Thread.interrupted()) {
                leaked.incrementAndGet();
            }
        }
    }

    private void run(String operation) throws Exception {
        List<CompletableFuture<Void>> callers = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            callers.add(OwnThread.run(() -> call(operation)));
        }
        for (CompletableFuture<Void> caller : callers) {
            caller.get(60, TimeUnit.SECONDS);
        }
        assertThat(leaked).as("interrupts that reached the caller").hasValue(0);
        assertThat(succeeded.get() + timedOut.get()).isEqualTo((long) CALLS * CALLERS);
        assertThat(succeeded).hasPositiveValue();
        assertThat(timedOut).hasPositiveValue();
    }

    @Test
    void noInterruptReachesTheCallersCode() throws Exception {
        offer(interruptible("LabRunner", "Work"), call -> {
            work(60_000);
            return null;
        });

        run("LabRunner.Work");
    }

    @Test
    void noInterruptReachesACallInsideThatDoesNotAllowIt() throws Exception {
        offer(operation("LabRunner", "Inner"), call -> {
            long end = System.nanoTime() + 30_000;
            while (System.nanoTime() < end) {
                if (Thread.currentThread().isInterrupted()) {
                    innerInterrupted.incrementAndGet();
                }
            }
            return null;
        });
        offer(interruptible("LabRunner", "Outer"), call -> {
            work(15_000);
            engine.invoke(CALLER, "LabRunner.Inner", Map.of(), CallOptions.NONE);
            work(15_000);
            return null;
        });

        run("LabRunner.Outer");
        assertThat(innerInterrupted)
                .as("interrupts that reached the call inside")
                .hasValue(0);
    }
}
