package dev.vagus.registry.internal.engine;

import static dev.vagus.registry.internal.engine.EngineFixture.CALLER;
import static dev.vagus.registry.internal.engine.EngineFixture.asynchronous;
import static dev.vagus.registry.internal.engine.EngineFixture.operation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vagus.registry.CallCancelledException;
import dev.vagus.registry.CallRefusedException;
import dev.vagus.registry.CallTimeoutException;
import dev.vagus.registry.Invocation;
import dev.vagus.registry.ModuleUnavailableException;
import dev.vagus.registry.OperationFailedException;
import dev.vagus.registry.UnknownOperationException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AsyncCallTest {
    private final EngineFixture lab = new EngineFixture();
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void stop() {
        release.countDown();
        lab.close();
    }

    private CompletableFuture<Object> async(String operation, CallOptions options) {
        return lab.engine.async(CALLER, operation, Map.of(), options, value -> value);
    }

    private CompletableFuture<Object> async(String operation) {
        return async(operation, CallOptions.NONE);
    }

    private static CallOptions timeout(long millis) {
        return new CallOptions(Duration.ofMillis(millis), null, Map.of(), Map.of());
    }

    private static Throwable failureOf(CompletableFuture<?> future) {
        Awaitility.await().until(future::isDone);
        return future.handle((value, error) -> error).join();
    }

    @Test
    void runsAnOperationThatIsNotAsynchronousOnAThreadOfTheRegistry() throws Exception {
        lab.offer(operation("LabRunner", "Run"), call -> Thread.currentThread().getName());

        assertThat((String) async("LabRunner.Run").get(10, TimeUnit.SECONDS)).startsWith("vagus-registry-");
    }

    @Test
    void callsAnAsynchronousOperationOnTheCallersThread() throws Exception {
        lab.offer(
                asynchronous("LabRunner", "Later"),
                call -> CompletableFuture.completedFuture(Thread.currentThread().getName()));

        assertThat(async("LabRunner.Later").getNow("not yet"))
                .isEqualTo(Thread.currentThread().getName());
    }

    @Test
    void aSynchronousCallWaitsForAnAsynchronousOperation() {
        lab.offer(asynchronous("LabRunner", "Later"), call -> OwnThread.supply(() -> new int[] {1, 2}));

        assertThat(lab.invoke("LabRunner.Later", Map.of())).isEqualTo(List.of(1, 2));
    }

    @Test
    void failsInTheStageAndNeverThrows() {
        lab.offer(asynchronous("LabRunner", "Later"), call -> CompletableFuture.failedFuture(new Exception("lost")));

        assertThat(failureOf(async("LabRunner.Later")))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining("lost")
                .hasNoCause();
        assertThat(failureOf(async("Nobody.Knows"))).isInstanceOf(UnknownOperationException.class);
    }

    @Test
    void completesWithATimeoutWhateverTheOperationDoes() {
        AtomicReference<Invocation> seen = new AtomicReference<>();
        CompletableFuture<Object> never = new CompletableFuture<>();
        lab.offer(asynchronous("LabRunner", "Never"), call -> {
            seen.set(call);
            return never;
        });

        assertThat(failureOf(async("LabRunner.Never", timeout(30)))).isInstanceOf(CallTimeoutException.class);
        assertThat(seen.get().isCancelled()).isTrue();
        assertThat(never).isCancelled();
    }

    @Test
    void aSynchronousCallOfAnAsynchronousOperationTimesOutToo() {
        lab.offer(asynchronous("LabRunner", "Never"), call -> new CompletableFuture<>());

        assertThatThrownBy(() -> lab.engine.invoke(CALLER, "LabRunner.Never", Map.of(), timeout(30)))
                .isInstanceOf(CallTimeoutException.class)
                .hasMessageContaining("LabRunner.Never");
    }

    @Test
    void cancellingTheStageCancelsTheCall() throws Exception {
        AtomicReference<Invocation> seen = new AtomicReference<>();
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch noticed = new CountDownLatch(1);
        lab.offer(operation("LabRunner", "Long"), call -> {
            seen.set(call);
            running.countDown();
            Awaitility.await().until(call::isCancelled);
            noticed.countDown();
            return "too late";
        });
        CompletableFuture<Object> call = async("LabRunner.Long");
        assertThat(running.await(10, TimeUnit.SECONDS)).isTrue();

        assertThat(call.cancel(true)).isTrue();

        assertThat(noticed.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(call).isCancelled();
    }

    @Test
    void refusesMoreThanItsThreadsAndItsQueueHold() {
        lab.offer(operation("LabRunner", "Long"), call -> {
            release.await();
            return "done";
        });
        List<CompletableFuture<Object>> calls = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            calls.add(async("LabRunner.Long"));
        }

        assertThat(failureOf(async("LabRunner.Long")))
                .isInstanceOf(CallRefusedException.class)
                .hasMessageContaining("4 calls run and 4 wait");
        release.countDown();
        assertThat(calls)
                .allSatisfy(call -> assertThat(call.get(10, TimeUnit.SECONDS)).isEqualTo("done"));
    }

    @Test
    void anInterruptedCallerGivesTheCallUp() {
        CompletableFuture<Object> never = new CompletableFuture<>();
        lab.offer(asynchronous("LabRunner", "Never"), call -> never);

        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> lab.invoke("LabRunner.Never", Map.of())).isInstanceOf(CallCancelledException.class);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(never).isCancelled();
    }

    @Test
    void whatIsUnderWayAtTheStopEndsByName() {
        lab.offer(asynchronous("LabRunner", "Never"), call -> new CompletableFuture<>());
        CompletableFuture<Object> call = async("LabRunner.Never");

        lab.engine.stop();

        assertThat(failureOf(call)).isInstanceOf(ModuleUnavailableException.class);
    }
}
