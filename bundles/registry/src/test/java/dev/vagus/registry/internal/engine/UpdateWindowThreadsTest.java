package dev.vagus.registry.internal.engine;

import static dev.vagus.registry.internal.engine.EngineFixture.CALLER;
import static dev.vagus.registry.internal.engine.EngineFixture.operation;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.registry.ApiHandler;
import dev.vagus.registry.CallTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Real threads call a module that is updated all the time; every call is counted, and none is left waiting. */
class UpdateWindowThreadsTest {
    private static final int UPDATES = 300;

    private final EngineFixture lab =
            new EngineFixture(new Settings(0, 8, 10_000, 4, 1_000, false).withUpdateWindow(60_000, 1_000));
    private final AtomicLong made = new AtomicLong();
    private final AtomicLong handled = new AtomicLong();
    private final AtomicLong succeeded = new AtomicLong();
    private final AtomicLong timedOut = new AtomicLong();
    private final AtomicLong cancelled = new AtomicLong();
    private final Queue<Throwable> wrong = new ConcurrentLinkedQueue<>();
    private volatile boolean done;

    @AfterEach
    void stop() {
        lab.close();
    }

    /** Fails when it is entered after its module has left. */
    private final class Version implements ApiHandler {
        private volatile boolean active = true;

        @Override
        public Object handle(dev.vagus.registry.Invocation call) {
            if (!active) {
                throw new IllegalStateException("the component is not active");
            }
            return handled.incrementAndGet();
        }
    }

    private void callSynchronously() {
        while (!done) {
            made.incrementAndGet();
            try {
                lab.invoke("LabRunner.Run", Map.of());
                succeeded.incrementAndGet();
            } catch (RuntimeException e) {
                wrong.add(e);
            }
        }
    }

    private void callAsynchronously() {
        while (!done) {
            count(call(CallOptions.NONE));
        }
    }

    /** Gives calls up at every point of their way: by a deadline that passes at once, and by cancelling them. */
    private void callAndGiveUp() {
        CallOptions atOnce = new CallOptions(Duration.ofNanos(1), null, Map.of(), Map.of());
        for (int i = 0; !done; i++) {
            CompletableFuture<Object> call = call(i % 2 == 0 ? atOnce : CallOptions.NONE);
            if (i % 4 < 2) {
                Thread.yield();
            }
            if (i % 2 == 1) {
                call.cancel(true);
            }
            count(call);
        }
    }

    private CompletableFuture<Object> call(CallOptions options) {
        made.incrementAndGet();
        return lab.engine.async(CALLER, "LabRunner.Run", Map.of(), options, value -> value);
    }

    private void count(CompletableFuture<Object> call) {
        try {
            call.get(30, TimeUnit.SECONDS);
            succeeded.incrementAndGet();
        } catch (CancellationException e) {
            cancelled.incrementAndGet();
        } catch (java.util.concurrent.ExecutionException e) {
            Throwable cause = e.getCause() instanceof CompletionException wrapper ? wrapper.getCause() : e.getCause();
            if (cause instanceof CallTimeoutException) {
                timedOut.incrementAndGet();
            } else {
                wrong.add(e);
            }
        } catch (Exception e) {
            wrong.add(e);
        }
    }

    private void run(Runnable... callers) throws Exception {
        lab.state = ModuleState.UPDATING;
        lab.engine.withdraw(lab.offer(operation("LabRunner", "Run"), new Version()));
        List<CompletableFuture<Void>> threads = new ArrayList<>();
        for (Runnable caller : callers) {
            threads.add(OwnThread.run(caller));
        }
        Placement last = null;
        for (int i = 0; i < UPDATES && wrong.isEmpty(); i++) {
            Version version = new Version();
            long before = succeeded.get();
            last = lab.offer(operation("LabRunner", "Run"), version);
            spinUntil(() -> succeeded.get() != before || !wrong.isEmpty());
            spinUntil(() -> lab.engine.waitingCalls() == 0);
            if (i < UPDATES - 1) {
                lab.engine.withdraw(last);
                version.active = false;
            }
        }
        done = true;
        assertThat(wrong).isEmpty();
        for (CompletableFuture<Void> thread : threads) {
            thread.get(30, TimeUnit.SECONDS);
        }
        assertThat(wrong).isEmpty();
        assertThat(lab.engine.waitingCalls()).isZero();
        assertThat(java.util.Objects.requireNonNull(last.provider()).gate().count())
                .isZero();
    }

    /** A waiter that was not woken would be seen here, and not be hidden by the next update that wakes it. */
    private static void spinUntil(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waiting in vain").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    @Test
    void noCallFailsAndEachIsHandledOnce() throws Exception {
        run(this::callSynchronously, this::callSynchronously, this::callAsynchronously, this::callAsynchronously);

        assertThat(succeeded).hasValue(made.get()).hasValueGreaterThanOrEqualTo(UPDATES);
        assertThat(handled).hasValue(made.get());
    }

    @Test
    void callsThatAreGivenUpEndOnceAndLeaveNobodyBehind() throws Exception {
        run(this::callSynchronously, this::callAsynchronously, this::callAndGiveUp, this::callAndGiveUp);

        assertThat(succeeded.get() + timedOut.get() + cancelled.get()).isEqualTo(made.get());
        assertThat(handled.get()).isBetween(succeeded.get(), made.get());
        assertThat(timedOut).hasPositiveValue();
        assertThat(cancelled).hasPositiveValue();
    }
}
