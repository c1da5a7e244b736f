package dev.vagus.registry.internal.engine;

import static dev.vagus.registry.internal.engine.EngineFixture.CALLER;
import static dev.vagus.registry.internal.engine.EngineFixture.asynchronous;
import static dev.vagus.registry.internal.engine.EngineFixture.operation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vagus.module.Outcome;
import dev.vagus.module.Setting;
import dev.vagus.registry.ApiMiddleware;
import dev.vagus.registry.CallCancelledException;
import dev.vagus.registry.CallTimeoutException;
import dev.vagus.registry.Invocation;
import dev.vagus.registry.ModuleUnavailableException;
import dev.vagus.spi.FlowContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A middleware that goes on with a call after a pause. */
class PauseTest {
    private final EngineFixture lab = new EngineFixture();
    private final List<String> threads = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch pausing = new CountDownLatch(1);
    private volatile Thread callingThread = Thread.currentThread();

    @AfterEach
    void stop() {
        lab.close();
    }

    /** Tries once more after a pause. */
    private ApiMiddleware oneMore(Duration pause) {
        return (invocation, next) -> next.proceed(invocation).recover(error -> {
            pausing.countDown();
            return invocation.after(pause, () -> next.proceed(invocation));
        });
    }

    private Object failsAtFirst(Invocation call) {
        threads.add(Thread.currentThread().getName());
        if (threads.size() == 1) {
            throw new IllegalStateException("not yet");
        }
        return FlowContext.current().correlationId() + " "
                + FlowContext.current().depth();
    }

    private CompletableFuture<Object> calling() {
        return OwnThread.supply(() -> {
            callingThread = Thread.currentThread();
            return lab.invoke("Lab.Run", Map.of());
        });
    }

    private static CallOptions correlated(String id) {
        return new CallOptions(null, id, Map.of(), Map.of());
    }

    @Test
    void goesOnOnTheCallersThreadWhenItWaits() {
        lab.around("more", 5, oneMore(Duration.ofMillis(2)));
        lab.offer(operation("Lab", "Run"), this::failsAtFirst);

        assertThat(lab.engine.invoke(CALLER, "Lab.Run", Map.of(), correlated("c")))
                .isEqualTo("c 1");
        assertThat(threads)
                .containsExactly(
                        Thread.currentThread().getName(), Thread.currentThread().getName());
    }

    @Test
    void goesOnOnAThreadOfTheRegistryInTheCallsContextWhenNobodyWaits() throws Exception {
        lab.around("more", 5, oneMore(Duration.ofMillis(2)));
        lab.offer(asynchronous("Lab", "Run"), call -> CompletableFuture.completedFuture(failsAtFirst(call)));

        CompletionStage<Object> answer = lab.engine.async(CALLER, "Lab.Run", Map.of(), correlated("c"), value -> value);

        assertThat(answer.toCompletableFuture().get(10, TimeUnit.SECONDS)).isEqualTo("c 1");
        assertThat(threads.get(0)).isEqualTo(Thread.currentThread().getName());
        assertThat(threads.get(1)).startsWith("vagus-registry-");
    }

    @Test
    void doesNotBlockTheThreadThatCompletesAStage() throws Exception {
        lab.around("more", 5, oneMore(Duration.ofMinutes(5)));
        CompletableFuture<Object> stage = new CompletableFuture<>();
        lab.offer(asynchronous("Lab", "Run"), call -> stage);
        CompletableFuture<Object> caller = calling();
        Awaitility.await().until(() -> stage.getNumberOfDependents() > 0);

        stage.completeExceptionally(new IllegalStateException("not yet"));

        assertThat(pausing.await(10, TimeUnit.SECONDS)).isTrue();
        callingThread.interrupt();
        assertThatThrownBy(() -> caller.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(CallCancelledException.class);
    }

    @Test
    void endsWithTheDeadline() {
        lab.engine.policies(target -> Map.of("timeout.ms", new Setting("timeout.ms", 50L, "test")));
        lab.around("more", 5, (invocation, next) -> {
            lab.clock.addAndGet(Duration.ofMillis(60).toNanos());
            return invocation.after(Duration.ofMinutes(5), () -> next.proceed(invocation));
        });
        lab.offer(operation("Lab", "Run"), this::failsAtFirst);

        assertThatThrownBy(() -> lab.invoke("Lab.Run", Map.of())).isInstanceOf(CallTimeoutException.class);
        assertThat(threads).isEmpty();
    }

    @Test
    void endsWhenTheModuleLeaves() throws Exception {
        lab.around("more", 5, oneMore(Duration.ofMinutes(5)));
        Placement placement = lab.offer(operation("Lab", "Run"), this::failsAtFirst);
        CompletableFuture<Object> caller = calling();
        assertThat(pausing.await(10, TimeUnit.SECONDS)).isTrue();

        lab.engine.withdraw(placement);

        assertThatThrownBy(() -> caller.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(ModuleUnavailableException.class);
    }

    @Test
    void endsWhenTheThreadIsInterrupted() throws Exception {
        lab.around("more", 5, oneMore(Duration.ofMinutes(5)));
        lab.offer(operation("Lab", "Run"), this::failsAtFirst);
        CompletableFuture<Object> caller = calling();
        assertThat(pausing.await(10, TimeUnit.SECONDS)).isTrue();

        callingThread.interrupt();

        assertThatThrownBy(() -> caller.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(CallCancelledException.class);
    }

    @Test
    void makesWhatTheWorkThrowsTheOutcome() {
        lab.around(
                "broken",
                5,
                (invocation, next) -> invocation.after(Duration.ZERO, () -> {
                    throw new IllegalStateException("no more");
                }));
        lab.offer(operation("Lab", "Run"), call -> Outcome.of((Object) 1));

        assertThatThrownBy(() -> lab.invoke("Lab.Run", Map.of())).hasMessageContaining("no more");
    }
}
