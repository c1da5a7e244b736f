package dev.vagus.registry.internal.engine;

import static dev.vagus.registry.internal.engine.EngineFixture.CALLER;
import static dev.vagus.registry.internal.engine.EngineFixture.asynchronous;
import static dev.vagus.registry.internal.engine.EngineFixture.operation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vagus.delivery.trace.RecordingTracer;
import dev.vagus.module.Setting;
import dev.vagus.registry.ModuleUnavailableException;
import dev.vagus.spi.FlowTracer.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the registry tells a tracer of calls that wait, pause, or go on on another thread. */
class TracedElsewhereTest {
    private static final int OUTERMOST = -100_000;
    private static final Duration PAUSE = Duration.ofMillis(1);
    private static final String[] RETRIED = {
        "CALL Lab.Run",
        " STEP Lab.Run twice",
        "  STEP Lab.Run fallback INTERNAL",
        "   STEP Lab.Run validation INTERNAL",
        "    STEP Lab.Run handler INTERNAL",
        "  STEP Lab.Run fallback #2",
        "   STEP Lab.Run validation #2",
        "    STEP Lab.Run handler #2"
    };

    private final EngineFixture lab =
            new EngineFixture(new Settings(30_000, 8, 2_000, 4, 4, false).withUpdateWindow(60_000, 100));
    private final RecordingTracer tracer = new RecordingTracer();
    private final AtomicInteger runs = new AtomicInteger();

    TracedElsewhereTest() {
        lab.engine.tracers().set(tracer);
    }

    @AfterEach
    void close() {
        lab.close();
    }

    private CompletableFuture<@Nullable Object> async(String operation) {
        return lab.engine.async(CALLER, operation, Map.of(), CallOptions.NONE, value -> value);
    }

    private Placement offerRun() {
        return lab.offer(operation("Lab", "Run"), call -> runs.incrementAndGet());
    }

    private void update(Placement placement) {
        lab.state = ModuleState.UPDATING;
        lab.engine.withdraw(placement);
    }

    /** Whoever waits for an asynchronous call may see its result before its steps have been told that they have ended. */
    private void awaitTree(String... lines) {
        await().untilAsserted(() -> assertThat(tracer.tree()).containsExactly(lines));
    }

    @Test
    void theWaitForAnUpdateIsAStepOfTheCall() throws Exception {
        update(offerRun());
        CompletableFuture<Object> waiting = OwnThread.supply(() -> lab.invoke("Lab.Run", Map.of()));
        await().until(() -> lab.engine.waitingCalls() == 1);
        await().untilAsserted(() ->
                assertThat(tracer.tree()).containsExactly("CALL Lab.Run ends 0", " STEP Lab.Run update.window ends 0"));

        offerRun();

        assertThat(waiting.get(10, TimeUnit.SECONDS)).isEqualTo(1);
        awaitTree(
                "CALL Lab.Run",
                " STEP Lab.Run update.window",
                " STEP Lab.Run fallback",
                "  STEP Lab.Run validation",
                "   STEP Lab.Run handler");
        assertThat(tracer.spans)
                .extracting(each -> each.work.id())
                .containsOnly(tracer.spans.get(0).work.id());
    }

    @Test
    void soIsThatOfACallThatWaitsWithoutAThread() throws Exception {
        update(offerRun());
        CompletableFuture<?> waiting = async("Lab.Run");
        await().until(() -> lab.engine.waitingCalls() == 1);

        offerRun();

        assertThat(waiting.get(10, TimeUnit.SECONDS)).isEqualTo(1);
        awaitTree(
                "CALL Lab.Run",
                " STEP Lab.Run update.window",
                " STEP Lab.Run fallback",
                "  STEP Lab.Run validation",
                "   STEP Lab.Run handler");
    }

    @Test
    void aWaitThatEndsWithoutTheModuleEndsTheCallOnce() throws Exception {
        update(offerRun());
        CompletableFuture<Object> sync = OwnThread.supply(() -> lab.invoke("Lab.Run", Map.of()));
        await().until(() -> lab.engine.waitingCalls() == 1);
        CompletableFuture<?> gone = async("Lab.Run");
        CompletableFuture<?> cancelled = async("Lab.Run");
        await().until(() -> lab.engine.waitingCalls() == 3);

        cancelled.cancel(true);
        lab.state = ModuleState.STOPPED;
        lab.engine.gone(7);

        assertThat(List.of(sync, gone)).allSatisfy(each -> assertThat(each)
                .failsWithin(10, TimeUnit.SECONDS)
                .withThrowableThat()
                .withCauseInstanceOf(ModuleUnavailableException.class));
        await().untilAsserted(() -> assertThat(tracer.tree())
                .hasSize(6)
                .filteredOn(line -> line.startsWith("CALL"))
                .containsExactlyInAnyOrder(
                        "CALL Lab.Run UNAVAILABLE", "CALL Lab.Run UNAVAILABLE", "CALL Lab.Run CANCELLED"));
        await().untilAsserted(() -> assertThat(tracer.of(Kind.STEP))
                .allSatisfy(step -> assertThat(step.ends).isEqualTo(1)));
    }

    @Test
    void anAttemptAfterAPauseIsInsideOfTheStepThatMakesIt() throws Exception {
        lab.around("twice", OUTERMOST, (invocation, next) -> next.proceed(invocation)
                .recover(error -> invocation.after(PAUSE, () -> next.proceed(invocation))));
        lab.offer(operation("Lab", "Run"), call -> {
            if (runs.incrementAndGet() == 1) {
                throw new IllegalStateException("broken");
            }
            return 1;
        });

        assertThat(async("Lab.Run").get(10, TimeUnit.SECONDS)).isEqualTo(1);

        awaitTree(RETRIED);
    }

    @Test
    void soIsOneThatIsMadeWhereverTheFirstOneHasFailed() throws Exception {
        CompletableFuture<Object> first = new CompletableFuture<>();
        lab.around("twice", OUTERMOST, (invocation, next) -> next.proceed(invocation)
                .recover(error -> invocation.after(PAUSE, () -> next.proceed(invocation))));
        lab.offer(
                asynchronous("Lab", "Run"),
                call -> runs.incrementAndGet() == 1 ? first : CompletableFuture.completedFuture(1));
        CompletableFuture<?> call = async("Lab.Run");
        await().until(() -> runs.get() == 1);

        new Thread(() -> first.completeExceptionally(new IllegalStateException("broken"))).start();

        assertThat(call.get(10, TimeUnit.SECONDS)).isEqualTo(1);
        awaitTree(RETRIED);
    }

    @Test
    void whatAStepPutsOffIsInsideOfIt() throws Exception {
        lab.around("later", OUTERMOST, (invocation, next) -> invocation.after(PAUSE, () -> next.proceed(invocation)));
        offerRun();

        assertThat(async("Lab.Run").get(10, TimeUnit.SECONDS)).isEqualTo(1);

        awaitTree(
                "CALL Lab.Run",
                " STEP Lab.Run later",
                "  STEP Lab.Run fallback",
                "   STEP Lab.Run validation",
                "    STEP Lab.Run handler");
    }

    @Test
    void whatAnIsolatedHandlerCallsIsInsideOfIt() {
        lab.engine.policies(operation -> operation.equals("Lab.Outer")
                ? Map.of("isolation", new Setting("isolation", "thread", "test"))
                : Map.of());
        offerRun();
        lab.offer(operation("Lab", "Outer"), call -> lab.invoke("Lab.Run", Map.of()));

        assertThat(lab.invoke("Lab.Outer", Map.of())).isEqualTo(1);

        awaitTree(
                "CALL Lab.Outer",
                " STEP Lab.Outer fallback",
                "  STEP Lab.Outer validation",
                "   STEP Lab.Outer handler",
                "    CALL Lab.Run",
                "     STEP Lab.Run fallback",
                "      STEP Lab.Run validation",
                "       STEP Lab.Run handler");
    }
}
