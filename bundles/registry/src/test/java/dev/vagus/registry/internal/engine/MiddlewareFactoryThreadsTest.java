package dev.vagus.registry.internal.engine;

import static dev.vagus.registry.internal.engine.EngineFixture.operation;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.module.Outcome;
import dev.vagus.registry.ApiMiddleware;
import dev.vagus.registry.ApiMiddlewareFactory;
import dev.vagus.registry.Invocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Factories and operations that come and go under calls: whatever is made is closed once, and no call fails. */
class MiddlewareFactoryThreadsTest {
    private static final int ROUNDS = 1_500;

    private final EngineFixture lab = new EngineFixture();
    private final ConcurrentLinkedQueue<Made> made = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean over = new AtomicBoolean();

    /** Counts how often it was closed. */
    private static final class Made implements ApiMiddleware, AutoCloseable {
        private final AtomicInteger closed = new AtomicInteger();

        @Override
        public Outcome around(Invocation invocation, Next next) {
            return next.proceed(invocation);
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }

    @AfterEach
    void stop() {
        lab.close();
    }

    private MiddlewareEntry factory(int number) {
        ApiMiddlewareFactory factory = operation -> {
            Made fresh = new Made();
            made.add(fresh);
            return fresh;
        };
        return new MiddlewareEntry(
                "made" + number,
                number % 7,
                0,
                number,
                0,
                List.of(),
                Set.of(),
                new MiddlewareSource.MadeForEach(factory));
    }

    /** Two threads that call until it is {@link #over}; each has called before this returns. */
    private List<CompletableFuture<Void>> callers() throws InterruptedException {
        CountDownLatch calling = new CountDownLatch(2);
        Runnable calls = () -> {
            while (!over.get()) {
                assertThat(lab.invoke("Lab.Run", Map.of())).isEqualTo("ran");
                calling.countDown();
            }
        };
        List<CompletableFuture<Void>> callers = List.of(OwnThread.run(calls), OwnThread.run(calls));
        assertThat(calling.await(30, TimeUnit.SECONDS)).isTrue();
        return callers;
    }

    private void end(List<CompletableFuture<Void>> callers) throws Exception {
        over.set(true);
        for (CompletableFuture<Void> each : callers) {
            each.get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void everyMiddlewareThatWasMadeIsClosedOnceWhenItsFactoryLeaves() throws Exception {
        lab.offer(operation("Lab", "Run"), call -> "ran");
        List<CompletableFuture<Void>> callers = callers();
        for (int i = 0; i < ROUNDS; i++) {
            MiddlewareEntry entry = factory(i);
            lab.engine.add(entry);
            if (i % 3 == 0) {
                lab.invoke("Lab.Run", Map.of());
            }
            lab.engine.remove(entry);
        }
        end(callers);

        assertThat(made).hasSizeGreaterThanOrEqualTo(ROUNDS / 3);
        assertThat(made).allSatisfy(each -> assertThat(each.closed).hasValue(1));
    }

    @Test
    void everyMiddlewareThatWasMadeIsClosedOnceWhenItsOperationLeaves() throws Exception {
        lab.offer(operation("Lab", "Run"), call -> "ran");
        MiddlewareEntry entry = factory(1);
        lab.engine.add(entry);
        List<CompletableFuture<Void>> callers = callers();
        List<Placement> better = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            better.add(lab.offer(EngineFixture.LAB, 9, operation("Lab", "Run"), call -> "ran"));
            lab.invoke("Lab.Run", Map.of());
            lab.engine.withdraw(better.remove(0));
        }
        end(callers);
        lab.engine.remove(entry);

        assertThat(made).hasSizeGreaterThan(ROUNDS);
        assertThat(made).allSatisfy(each -> assertThat(each.closed).hasValue(1));
    }
}
