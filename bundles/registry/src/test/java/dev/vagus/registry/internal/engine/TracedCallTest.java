package dev.vagus.registry.internal.engine;

import static dev.vagus.registry.internal.engine.EngineFixture.CALLER;
import static dev.vagus.registry.internal.engine.EngineFixture.asynchronous;
import static dev.vagus.registry.internal.engine.EngineFixture.operation;
import static dev.vagus.registry.internal.engine.EngineFixture.optional;
import static dev.vagus.registry.internal.engine.EngineFixture.required;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vagus.delivery.trace.RecordingTracer;
import dev.vagus.module.Outcome;
import dev.vagus.registry.ApiValidationException;
import dev.vagus.registry.CallDepthException;
import dev.vagus.registry.UnknownOperationException;
import dev.vagus.registry.UnsupportedOptionException;
import dev.vagus.spi.FlowContext;
import dev.vagus.spi.FlowTracer.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the registry tells a tracer. */
class TracedCallTest {
    private static final int OUTERMOST = -100_000;

    private final EngineFixture lab = new EngineFixture();
    private final RecordingTracer tracer = new RecordingTracer();

    TracedCallTest() {
        lab.engine.tracers().set(tracer);
    }

    @AfterEach
    void close() {
        lab.close();
        assertThat(FlowContext.current()).isSameAs(FlowContext.NONE);
    }

    private List<String> calls() {
        return tracer.tree().stream()
                .filter(line -> line.stripLeading().startsWith("CALL"))
                .map(String::stripLeading)
                .toList();
    }

    private CompletableFuture<@Nullable Object> async(String operation, CallOptions options) {
        return lab.engine.async(CALLER, operation, Map.of(), options, value -> value);
    }

    @Test
    void aCallIsTheStepsOfItsChainAndWhatTheHandlerCallsIsInsideOfThem() {
        lab.around("timing", OUTERMOST, (invocation, next) -> next.proceed(invocation));
        lab.offer(operation("Lab", "Inner"), call -> 2);
        lab.offer(operation("Lab", "Outer", optional("name", "string")), call -> lab.invoke("Lab.Inner", Map.of()));
        assertThat(lab.invoke("Lab.Outer", Map.of("name", "x"))).isEqualTo(2);
        assertThat(tracer.tree())
                .containsExactly(
                        "CALL Lab.Outer",
                        " STEP Lab.Outer timing",
                        "  STEP Lab.Outer fallback",
                        "   STEP Lab.Outer validation",
                        "    STEP Lab.Outer handler",
                        "     CALL Lab.Inner",
                        "      STEP Lab.Inner timing",
                        "       STEP Lab.Inner fallback",
                        "        STEP Lab.Inner validation",
                        "         STEP Lab.Inner handler");
        RecordingTracer.Recorded outer = tracer.of(Kind.CALL).get(0);
        assertThat(outer.work.module()).isEqualTo("Tester");
        assertThat(outer.work.peer()).isEqualTo("Lab");
        assertThat(outer.payload).isEqualTo(Map.of("name", "x"));
        assertThat(tracer.of(Kind.STEP).get(0).work.id()).isEqualTo(outer.work.id());
    }

    @Test
    void theHandlerSeesTheIdAndTheTraceThatAreRecorded() {
        lab.offer(
                operation("Lab", "Run"),
                call -> call.id() + " " + call.metadata().get(FlowContext.TRACEPARENT));
        CallOptions said =
                new CallOptions(null, "affair", Map.of(FlowContext.TRACEPARENT, RecordingTracer.TRACE), Map.of());
        Object seen = lab.engine.invoke(CALLER, "Lab.Run", Map.of(), said);
        RecordingTracer.Recorded call = tracer.of(Kind.CALL).get(0);
        assertThat(seen).isEqualTo(call.work.id() + " " + call.traceparent);
        assertThat(call.work.traceparent()).isEqualTo(RecordingTracer.TRACE);
        assertThat(call.work.correlationId()).isEqualTo("affair");
    }

    @Test
    void attemptsThatAStepRepeatsAreNumbered() {
        lab.around("twice", OUTERMOST, (invocation, next) -> next.proceed(invocation)
                .recover(error -> next.proceed(invocation)));
        lab.offer(operation("Lab", "Run"), call -> {
            if (tracer.of(Kind.STEP).stream().noneMatch(step -> step.work.attempt() == 2)) {
                throw new IllegalStateException("broken");
            }
            return 1;
        });
        assertThat(lab.invoke("Lab.Run", Map.of())).isEqualTo(1);
        assertThat(tracer.tree())
                .containsExactly(
                        "CALL Lab.Run",
                        " STEP Lab.Run twice",
                        "  STEP Lab.Run fallback INTERNAL",
                        "   STEP Lab.Run validation INTERNAL",
                        "    STEP Lab.Run handler INTERNAL",
                        "  STEP Lab.Run fallback #2",
                        "   STEP Lab.Run validation #2",
                        "    STEP Lab.Run handler #2");
    }

    @Test
    void whatIsRefusedOrUnknownOrTooDeepEndsWithItsError() {
        lab.offer(operation("Lab", "Strict", required("n", "integer")), call -> 1);
        lab.offer(operation("Lab", "Deep"), call -> lab.invoke("Lab.Deep", Map.of()));
        assertThatThrownBy(() -> lab.invoke("Lab.Strict", Map.of("n", "x"))).isInstanceOf(ApiValidationException.class);
        assertThatThrownBy(() -> lab.invoke("Lab.Strict", Map.of("n", new Object())))
                .isInstanceOf(ApiValidationException.class);
        assertThatThrownBy(() -> lab.invoke("Lab.None", Map.of())).isInstanceOf(UnknownOperationException.class);
        CallOptions unserved = new CallOptions(null, null, Map.of(), Map.of("retry.max", 3));
        assertThatThrownBy(() -> lab.engine.invoke(CALLER, "Lab.Strict", Map.of("n", 1), unserved))
                .isInstanceOf(UnsupportedOptionException.class);
        assertThatThrownBy(() -> lab.invoke("Lab.Deep", Map.of())).isInstanceOf(CallDepthException.class);
        assertThat(calls().subList(0, 4))
                .containsExactly(
                        "CALL Lab.Strict VALIDATION",
                        "CALL Lab.Strict VALIDATION",
                        "CALL Lab.None NOT_FOUND",
                        "CALL Lab.Strict UNAVAILABLE");
        assertThat(tracer.of(Kind.CALL)
                        .get(tracer.of(Kind.CALL).size() - 1)
                        .error
                        .type())
                .isEqualTo(CallDepthException.class.getName());
    }

    @Test
    void asynchronousCallsEndWithTheirOutcomeTheirCancellationOrTheirDeadline() throws Exception {
        List<CompletableFuture<Object>> stages = new CopyOnWriteArrayList<>();
        lab.offer(asynchronous("Lab", "Later"), call -> {
            stages.add(new CompletableFuture<>());
            return stages.get(stages.size() - 1);
        });
        lab.offer(operation("Lab", "Plain"), call -> 7);
        CompletableFuture<?> later = async("Lab.Later", CallOptions.NONE);
        CompletableFuture<?> cancelled = async("Lab.Later", CallOptions.NONE);
        CompletableFuture<?> late = async("Lab.Later", new CallOptions(Duration.ofNanos(1), null, Map.of(), Map.of()));
        assertThat(async("Lab.Plain", CallOptions.NONE).get(10, TimeUnit.SECONDS))
                .isEqualTo(7);
        assertThat(async("Lab.None", CallOptions.NONE)).isCompletedExceptionally();
        assertThatThrownBy(() -> late.get(10, TimeUnit.SECONDS)).hasMessageContaining("deadline");
        cancelled.cancel(true);
        assertThat(calls().get(0)).isEqualTo("CALL Lab.Later ends 0");
        stages.get(0).complete("done");
        assertThat(later.get(10, TimeUnit.SECONDS)).isEqualTo("done");
        assertThat(calls())
                .containsExactly(
                        "CALL Lab.Later",
                        "CALL Lab.Later CANCELLED",
                        "CALL Lab.Later TIMEOUT",
                        "CALL Lab.Plain",
                        "CALL Lab.None NOT_FOUND");
    }

    @Test
    void withoutATracerAChainIsAsItWasAndNothingIsRecorded() {
        lab.around("plain", 0, (invocation, next) -> Outcome.of((Object) (next instanceof TracedStep)));
        lab.offer(operation("Lab", "Run"), call -> 1);
        assertThat(lab.invoke("Lab.Run", Map.of())).isEqualTo(true);
        lab.engine.tracers().set(null);
        assertThat(lab.invoke("Lab.Run", Map.of())).isEqualTo(false);
        assertThat(tracer.of(Kind.CALL)).hasSize(1);
        assertThat(lab.engine.chain("Lab.Run")).containsExactly("plain");
    }

    @Test
    void aTracerThatThrowsHurtsNobody() {
        lab.offer(operation("Lab", "Run"), call -> 1);
        lab.engine.tracers().set((work, payload) -> {
            throw new IllegalStateException("the tracer is broken");
        });
        assertThat(lab.invoke("Lab.Run", Map.of())).isEqualTo(1);
        assertThatThrownBy(() -> lab.invoke("Lab.None", Map.of())).isInstanceOf(UnknownOperationException.class);
    }

    @Test
    void aTraceContextThatIsNotValidIsAsIfItHadNotBeenSaid() {
        lab.engine.tracers().set(null);
        lab.offer(operation("Lab", "Run"), call -> FlowContext.current().traceparent() + " " + call.metadata());
        CallOptions said = new CallOptions(null, null, Map.of(FlowContext.TRACEPARENT, "none", "a", "b"), Map.of());
        assertThat(lab.engine.invoke(CALLER, "Lab.Run", Map.of(), said)).isEqualTo("null {a=b}");
    }
}
