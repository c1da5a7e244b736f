package dev.vagus.registry.internal.engine;

import static dev.vagus.registry.internal.engine.EngineFixture.CALLER;
import static dev.vagus.registry.internal.engine.EngineFixture.asynchronous;
import static dev.vagus.registry.internal.engine.EngineFixture.operation;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.registry.ApiHandler;
import dev.vagus.registry.ModuleUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Real threads call while the module comes and goes: each call runs on a component that lives, or is unavailable. */
class UpdateUnderLoadTest {
    private static final int CALLERS = 4;
    private static final int UPDATES = 400;

    private final EngineFixture lab = new EngineFixture(new Settings(0, 8, 10_000, 4, 1_000, false));
    private final AtomicLong succeeded = new AtomicLong();
    private final AtomicLong unavailable = new AtomicLong();
    private final Queue<Throwable> wrong = new ConcurrentLinkedQueue<>();
    private volatile boolean done;

    @AfterEach
    void stop() {
        lab.close();
    }

    /** A component that must not be entered after it was deactivated, nor be deactivated while it is entered. */
    private static final class Lab implements ApiHandler {
        private volatile boolean active = true;

        @Override
        public Object handle(dev.vagus.registry.Invocation call) {
            return work();
        }

        String work() {
            requireActive();
            Thread.yield();
            requireActive();
            return "ran";
        }

        private void requireActive() {
            if (!active) {
                throw new IllegalStateException("the component is not active");
            }
        }
    }

    private void count(Throwable error) {
        Throwable cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        if (cause instanceof ModuleUnavailableException) {
            unavailable.incrementAndGet();
        } else {
            wrong.add(cause);
        }
    }

    private void callSynchronously() {
        while (!done) {
            try {
                lab.invoke("LabRunner.Run", Map.of());
                succeeded.incrementAndGet();
            } catch (RuntimeException e) {
                count(e);
            }
        }
    }

    private void callAsynchronously() {
        while (!done) {
            try {
                lab.engine
                        .async(CALLER, "LabRunner.Later", Map.of(), CallOptions.NONE, value -> value)
                        .join();
                succeeded.incrementAndGet();
            } catch (RuntimeException e) {
                count(e);
            }
        }
    }

    @Test
    void everyCallRunsOnALivingComponentOrIsUnavailable() throws Exception {
        lab.engine.withdraw(lab.offer(operation("LabRunner", "Run"), new Lab()));
        lab.engine.withdraw(lab.offer(asynchronous("LabRunner", "Later"), new Lab()));
        List<CompletableFuture<Void>> callers = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            Runnable work = i % 2 == 0 ? this::callSynchronously : this::callAsynchronously;
            callers.add(OwnThread.run(work));
        }
        try {
            for (int i = 0; i < UPDATES; i++) {
                update(succeeded.get());
            }
        } finally {
            done = true;
        }
        for (CompletableFuture<Void> caller : callers) {
            caller.get(30, TimeUnit.SECONDS);
        }

        assertThat(wrong).isEmpty();
        assertThat(succeeded).hasValueGreaterThan(UPDATES);
        assertThat(unavailable).hasPositiveValue();
    }

    private void update(long before) {
        Lab component = new Lab();
        Placement run = lab.offer(operation("LabRunner", "Run"), component);
        Placement later = lab.offer(asynchronous("LabRunner", "Later"), call -> OwnThread.supply(component::work));
        while (succeeded.get() == before) {
            Thread.onSpinWait();
        }
        lab.engine.withdraw(run);
        lab.engine.withdraw(later);
        component.active = false;
    }
}
