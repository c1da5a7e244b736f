package dev.vagus.registry.internal.engine;

import static dev.vagus.registry.internal.engine.EngineFixture.CALLER;
import static dev.vagus.registry.internal.engine.EngineFixture.asynchronous;
import static dev.vagus.registry.internal.engine.EngineFixture.operation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.vagus.registry.ApiCall;
import dev.vagus.registry.internal.client.CallInTheMaking;
import dev.vagus.spi.FlowContext;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls that nobody waits for. */
class SentCallTest {
    private final EngineFixture lab = new EngineFixture();

    @AfterEach
    void stop() {
        lab.close();
    }

    private ApiCall call(String operation) {
        return new CallInTheMaking(lab.engine, CALLER, operation);
    }

    private void awaitFailures(long count) {
        await().until(() -> lab.engine.snapshot().sentFailed() == count);
    }

    @Test
    void returnsAtOnceAndRunsElsewhereForEveryKindOfOperation() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        CompletableFuture<String> plain = new CompletableFuture<>();
        CompletableFuture<String> later = new CompletableFuture<>();
        lab.offer(operation("LabRunner", "Plain"), call -> {
            go.await();
            return plain.complete(Thread.currentThread().getName() + " " + call.caller());
        });
        lab.offer(asynchronous("LabRunner", "Later"), call -> {
            go.await();
            later.complete(Thread.currentThread().getName() + " " + call.caller());
            return CompletableFuture.completedFuture(null);
        });

        call("LabRunner.Plain").send();
        call("LabRunner.Later").send();
        go.countDown();

        assertThat(plain.get(10, TimeUnit.SECONDS)).matches("vagus-registry-\\d+ Tester");
        assertThat(later.get(10, TimeUnit.SECONDS)).matches("vagus-registry-\\d+ Tester");
        assertThat(lab.engine.snapshot().sent()).isEqualTo(2);
        assertThat(lab.engine.snapshot().sentFailed()).isZero();
    }

    @Test
    void aFailureIsCountedAndNotThrown() {
        lab.offer(operation("LabRunner", "Fail"), call -> {
            throw new IllegalStateException("broken");
        });

        call("LabRunner.Fail").send();
        call("LabRunner.Fail").with("Unknown", 1).send();
        call("LabRunner.Missing").send();
        call("LabRunner.Fail").retries(3).send();

        awaitFailures(4);
        assertThat(lab.engine.snapshot().sent()).isEqualTo(4);
    }

    @Test
    void beyondTheRoomForAsynchronousCallsItFailsAndIsCounted() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        lab.offer(operation("LabRunner", "Hold"), call -> {
            go.await();
            return null;
        });

        for (int i = 0; i < 10; i++) {
            call("LabRunner.Hold").send();
        }
        awaitFailures(2);
        go.countDown();
    }

    @Test
    void aCallIsMadeOnce() {
        lab.offer(operation("LabRunner", "Run"), call -> null);
        ApiCall call = call("LabRunner.Run");
        call.send();

        assertThatThrownBy(call::send).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void itBelongsToTheAffairAndTheDeadlineOfTheCallThatItIsMadeIn() throws Exception {
        CompletableFuture<FlowContext> seen = new CompletableFuture<>();
        lab.offer(operation("LabRunner", "Inner"), call -> seen.complete(FlowContext.current()));
        FlowContext around = new FlowContext("affair", lab.clock.get() + 5_000_000_000L, "trace", 2);
        FlowContext before = FlowContext.swap(around);
        try {
            call("LabRunner.Inner").send();
        } finally {
            FlowContext.swap(before);
        }

        FlowContext inside = seen.get(10, TimeUnit.SECONDS);
        assertThat(inside.correlationId()).isEqualTo("affair");
        assertThat(inside.deadline()).isEqualTo(around.deadline());
        assertThat(inside.traceparent()).isEqualTo("trace");
        assertThat(inside.depth()).isEqualTo(3);
    }
}
