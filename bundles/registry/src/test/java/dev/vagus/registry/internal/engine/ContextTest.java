package dev.vagus.registry.internal.engine;

import static dev.vagus.registry.internal.engine.EngineFixture.CALLER;
import static dev.vagus.registry.internal.engine.EngineFixture.LAB;
import static dev.vagus.registry.internal.engine.EngineFixture.asynchronous;
import static dev.vagus.registry.internal.engine.EngineFixture.operation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vagus.registry.CallDepthException;
import dev.vagus.registry.Invocation;
import dev.vagus.spi.FlowContext;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What travels from a call into those that its handler makes, on the same thread and on others. */
class ContextTest {
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final CallOptions OUTER = new CallOptions(
            Duration.ofSeconds(10),
            "affair",
            Map.of("tenant", "north", "shift", "late", FlowContext.TRACEPARENT, TRACE),
            Map.of());

    private final EngineFixture lab = new EngineFixture();

    @AfterEach
    void stop() {
        lab.close();
        assertThat(FlowContext.current()).isSameAs(FlowContext.NONE);
    }

    private static String seen(Invocation call) {
        FlowContext flow = FlowContext.current();
        return call.caller() + " for " + call.origin() + ", " + call.correlationId() + ", "
                + call.remaining().toSeconds() + " s, " + new TreeMap<>(call.metadata()) + ", depth " + flow.depth()
                + ", trace " + TRACE.equals(flow.traceparent());
    }

    /** An operation of the lab that tells what it sees, and one that calls it. */
    private void offerNested(CallOptions inner) {
        lab.offer(operation("LabRunner", "Inner"), ContextTest::seen);
        lab.offer(operation("LabRunner", "Outer"), call -> {
            lab.clock.addAndGet(TimeUnit.SECONDS.toNanos(4));
            return lab.engine.invoke(LAB, "LabRunner.Inner", Map.of(), inner);
        });
        lab.offer(asynchronous("LabRunner", "OuterLater"), call -> {
            lab.clock.addAndGet(TimeUnit.SECONDS.toNanos(4));
            return lab.engine.async(LAB, "LabRunner.Inner", Map.of(), inner, value -> value);
        });
    }

    @Test
    void everythingTravelsIntoACallMadeInside() {
        offerNested(CallOptions.NONE);

        assertThat(lab.engine.invoke(CALLER, "LabRunner.Outer", Map.of(), OUTER))
                .isEqualTo("LabRunner for Tester, affair, 6 s, {shift=late, tenant=north}, depth 2, trace true");
    }

    @Test
    void everythingTravelsIntoAnAsynchronousCallOnAnotherThread() throws Exception {
        offerNested(CallOptions.NONE);

        assertThat(lab.engine
                        .async(CALLER, "LabRunner.OuterLater", Map.of(), OUTER, value -> value)
                        .get(10, TimeUnit.SECONDS))
                .isEqualTo("LabRunner for Tester, affair, 6 s, {shift=late, tenant=north}, depth 2, trace true");
    }

    @Test
    void whatTheInnerCallerSaysOverridesButNeverPutsTheDeadlineOff() {
        offerNested(
                new CallOptions(Duration.ofSeconds(60), "another", Map.of("shift", "early", "step", "2"), Map.of()));

        assertThat(lab.engine.invoke(CALLER, "LabRunner.Outer", Map.of(), OUTER))
                .isEqualTo("LabRunner for Tester, another, 6 s, {shift=early, step=2, tenant=north}, depth 2,"
                        + " trace true");
    }

    @Test
    void aCallSeesItsOwnTraceContextInItsMetadataAndNothingTravelsOutwards() {
        lab.offer(operation("LabRunner", "Run"), call -> call.metadata());

        assertThat(lab.engine.invoke(CALLER, "LabRunner.Run", Map.of(), OUTER))
                .isEqualTo(Map.of("tenant", "north", "shift", "late", FlowContext.TRACEPARENT, TRACE));
        assertThat(lab.invoke("LabRunner.Run", Map.of())).isEqualTo(Map.of());
    }

    @Test
    void aRecursionOfAsynchronousCallsEnds() {
        lab.offer(
                asynchronous("LabRunner", "Loop"),
                call -> lab.engine.async(LAB, "LabRunner.Loop", Map.of(), CallOptions.NONE, value -> value));

        assertEnds(lab.engine.async(CALLER, "LabRunner.Loop", Map.of(), CallOptions.NONE, value -> value));
    }

    @Test
    void aRecursionOverThreadsEndsWhereTheContextIsCarried() {
        lab.offer(asynchronous("LabRunner", "Hop"), call -> {
            FlowContext carried = FlowContext.current();
            return OwnThread.supply(() -> {
                FlowContext before = FlowContext.swap(carried);
                try {
                    return lab.engine.invoke(LAB, "LabRunner.Hop", Map.of(), CallOptions.NONE);
                } finally {
                    FlowContext.swap(before);
                }
            });
        });

        assertEnds(lab.engine.async(CALLER, "LabRunner.Hop", Map.of(), CallOptions.NONE, value -> value));
    }

    @Test
    void aRecursionOverTheThreadsOfTheRegistryEnds() {
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        lab.offer(operation("LabRunner", "Loop"), call -> {
            lab.engine
                    .async(LAB, "LabRunner.Loop", Map.of(), CallOptions.NONE, value -> value)
                    .whenComplete((value, error) -> {
                        if (error instanceof CallDepthException) {
                            end.complete(error);
                        }
                    });
            return null;
        });

        lab.invoke("LabRunner.Loop", Map.of());

        assertThat(end).succeedsWithin(Duration.ofSeconds(10));
    }

    private static void assertEnds(CompletableFuture<Object> call) {
        assertThatThrownBy(() -> call.get(10, TimeUnit.SECONDS))
                .hasCauseInstanceOf(CallDepthException.class)
                .hasMessageContaining("is nested deeper than 8 calls")
                .hasMessageContaining("call.depth.max");
    }
}
