package dev.vagus.registry.internal.engine;

import static dev.vagus.registry.internal.engine.EngineFixture.CALLER;
import static dev.vagus.registry.internal.engine.EngineFixture.operation;
import static dev.vagus.registry.internal.engine.EngineFixture.optional;
import static dev.vagus.registry.internal.engine.EngineFixture.required;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.vagus.module.ErrorCategory;
import dev.vagus.registry.ApiValidationException;
import dev.vagus.registry.CallDepthException;
import dev.vagus.registry.CallTimeoutException;
import dev.vagus.registry.Invocation;
import dev.vagus.registry.ModuleUnavailableException;
import dev.vagus.registry.OperationFailedException;
import dev.vagus.registry.UnknownOperationException;
import dev.vagus.registry.UnsupportedOptionException;
import dev.vagus.spi.FlowContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallTest {
    private final EngineFixture lab = new EngineFixture();

    @AfterEach
    void stop() {
        lab.close();
    }

    record Result(String step, List<Integer> codes) {}

    static final class LabBrokenException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LabBrokenException(Throwable cause) {
            super("the lab is broken", cause);
        }
    }

    private static CallOptions timeout(long millis) {
        return new CallOptions(Duration.ofMillis(millis), null, Map.of(), Map.of());
    }

    @Test
    void runsOnTheCallersThreadAndGivesPlainStructure() {
        AtomicReference<Thread> thread = new AtomicReference<>();
        lab.offer(operation("LabRunner", "Run", required("StepName", "string")), call -> {
            thread.set(Thread.currentThread());
            return new Result((String) call.parameters().get("StepName"), List.of(1, 2));
        });

        Object result = lab.invoke("LabRunner.Run", Map.of("StepName", "DeployVM"));

        assertThat(result).isEqualTo(Map.of("step", "DeployVM", "codes", List.of(1, 2)));
        assertThat(thread.get()).isSameAs(Thread.currentThread());
    }

    @Test
    void tellsTheHandlerWhoCalls() {
        AtomicReference<Invocation> seen = new AtomicReference<>();
        lab.offer(operation("LabRunner", "Run"), call -> {
            seen.set(call);
            return null;
        });

        lab.engine.invoke(
                CALLER, "LabRunner.Run", Map.of(), new CallOptions(null, "affair-1", Map.of("k", "v"), Map.of()));

        Invocation call = seen.get();
        assertThat(call.caller()).isEqualTo("Tester");
        assertThat(call.correlationId()).isEqualTo("affair-1");
        assertThat(call.metadata()).isEqualTo(Map.of("k", "v"));
        assertThat(call.operation().qualifiedName()).isEqualTo("LabRunner.Run");
        assertThat(call.remaining()).isEqualTo(Duration.ofSeconds(30));
        assertThat(call.id())
                .isEqualTo(call.id())
                .isEqualTo(call.withParameters(Map.of()).id());
    }

    @Test
    void handsTheArgumentsOverAsImmutableStructureOfItsOwn() {
        AtomicReference<Map<String, Object>> seen = new AtomicReference<>();
        lab.offer(operation("LabRunner", "Run", required("Step", "object"), optional("Note", "string")), call -> {
            seen.set(call.parameters());
            return null;
        });
        Map<String, Object> arguments = new HashMap<>();
        arguments.put("Step", new HashMap<>(Map.of("codes", new ArrayList<>(List.of(1)))));
        arguments.put("Note", null);

        lab.invoke("LabRunner.Run", arguments);
        arguments.clear();

        assertThat(seen.get()).isEqualTo(Map.of("Step", Map.of("codes", List.of(1))));
        assertThatThrownBy(() -> seen.get().put("x", 1)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void namesEverythingThatIsWrongWithTheArgumentsBeforeTheHandlerRuns() {
        lab.offer(
                operation(
                        "LabRunner",
                        "Run",
                        required("StepName", "string"),
                        required("Count", "integer"),
                        optional("Note", "string")),
                call -> {
                    throw new IllegalStateException("must not run");
                });

        ApiValidationException refusal = catchThrowableOfType(
                ApiValidationException.class,
                () -> lab.invoke("LabRunner.Run", Map.of("Count", "three", "Note", 5, "Stepname", "x", "Zzz", 1)));

        assertThat(refusal.violations())
                .extracting(violation -> violation.path() + " " + violation.reason())
                .containsExactlyInAnyOrder(
                        "StepName is missing",
                        "Count expected an integer, found a string",
                        "Note expected a string, found a number",
                        "Stepname is unknown; did you mean StepName?",
                        "Zzz is unknown; known are StepName, Count, Note");
        assertThat(refusal).hasMessageContaining("LabRunner.Run").hasMessageNotContaining("three");
        assertThat(refusal.category()).isEqualTo(ErrorCategory.VALIDATION);
    }

    @Test
    void refusesArgumentsThatHaveNoStructure() {
        lab.offer(operation("LabRunner", "Run", required("Step", "object")), call -> null);
        Map<String, Object> circle = new HashMap<>();
        circle.put("self", circle);

        assertThatThrownBy(() -> lab.invoke("LabRunner.Run", Map.of("Step", circle)))
                .isInstanceOf(ApiValidationException.class)
                .hasMessageContaining("Step.self");
    }

    @Test
    void proposesWhatTheCallerMayHaveMeant() {
        lab.offer(operation("LabRunner", "ExecuteStep"), call -> null);

        UnknownOperationException unknown = catchThrowableOfType(
                UnknownOperationException.class, () -> lab.invoke("LabRunner.ExecutStep", Map.of()));

        assertThat(unknown).hasMessage("no operation LabRunner.ExecutStep; did you mean LabRunner.ExecuteStep?");
        assertThat(unknown.suggestions()).containsExactly("LabRunner.ExecuteStep");
        assertThatThrownBy(() -> lab.invoke("labrunner.executestep", Map.of()))
                .hasMessageContaining("did you mean LabRunner.ExecuteStep?");
        assertThatThrownBy(() -> lab.invoke("Lab.ExecuteStep", Map.of()))
                .hasMessageContaining("did you mean LabRunner.ExecuteStep?");
        assertThatThrownBy(() -> lab.invoke("LabRuner.Anything", Map.of()))
                .hasMessageContaining("did you mean LabRunner.ExecuteStep?");
        assertThatThrownBy(() -> lab.invoke("Nothing.Like", Map.of()))
                .hasMessage("no operation Nothing.Like; no module offers anything like it");
        assertThatThrownBy(() -> lab.invoke("Zebra", Map.of()))
                .hasMessage("no operation Zebra; operations are named Module.Operation");
    }

    @Test
    void keepsWhatAnOperationThrewAsARecordAndNotItsClass() {
        lab.offer(operation("LabRunner", "Run"), call -> {
            throw new LabBrokenException(new java.net.SocketException("no route"));
        });

        OperationFailedException failure =
                catchThrowableOfType(OperationFailedException.class, () -> lab.invoke("LabRunner.Run", Map.of()));

        assertThat(failure.getCause()).isNull();
        assertThat(failure).hasMessageContaining("LabRunner.Run failed").hasMessageContaining("the lab is broken");
        assertThat(failure.error().type()).isEqualTo(LabBrokenException.class.getName());
        assertThat(failure.error().cause()).isNotNull();
    }

    @Test
    void turnsEveryThrowableIntoAFailureOfTheCall() {
        for (Throwable thrown : List.of(
                new NoClassDefFoundError("gone"),
                new AssertionError("no"),
                new StackOverflowError(),
                new Exception("x"))) {
            Placement placement = lab.offer(operation("LabRunner", "Run"), call -> {
                if (thrown instanceof Error error) {
                    throw error;
                }
                throw (Exception) thrown;
            });
            assertThatThrownBy(() -> lab.invoke("LabRunner.Run", Map.of()))
                    .isInstanceOf(OperationFailedException.class)
                    .hasMessageContaining(thrown.getClass().getName());
            lab.engine.withdraw(placement);
        }
    }

    @Test
    void keepsTheCategoryOfANestedFailure() {
        lab.offer(operation("LabRunner", "Outer"), call -> lab.invoke("LabRunner.Inner", Map.of("x", 1)));
        lab.offer(operation("LabRunner", "Inner"), call -> null);

        OperationFailedException failure =
                catchThrowableOfType(OperationFailedException.class, () -> lab.invoke("LabRunner.Outer", Map.of()));

        assertThat(failure.category()).isEqualTo(ErrorCategory.VALIDATION);
        assertThat(failure.error().type()).isEqualTo(ApiValidationException.class.getName());
    }

    @Test
    void nestedCallsInheritCorrelationAndWhatIsLeftOfTheDeadline() {
        List<String> seen = new ArrayList<>();
        lab.offer(operation("LabRunner", "Inner"), call -> {
            seen.add(call.correlationId() + " " + call.remaining());
            return null;
        });
        lab.offer(operation("LabRunner", "Outer"), call -> {
            lab.clock.addAndGet(Duration.ofMillis(300).toNanos());
            lab.invoke("LabRunner.Inner", Map.of());
            lab.engine.invoke(CALLER, "LabRunner.Inner", Map.of(), timeout(100));
            return null;
        });

        lab.engine.invoke(
                CALLER,
                "LabRunner.Outer",
                Map.of(),
                new CallOptions(Duration.ofSeconds(1), "affair", Map.of(), Map.of()));
        lab.invoke("LabRunner.Inner", Map.of());

        assertThat(seen).containsExactly("affair PT0.7S", "affair PT0.1S", "null PT30S");
    }

    @Test
    void aNestedCallAfterTheDeadlineIsRefused() {
        lab.offer(operation("LabRunner", "Inner"), call -> "ran");
        lab.offer(operation("LabRunner", "Outer"), call -> {
            lab.clock.addAndGet(Duration.ofSeconds(2).toNanos());
            assertThat(call.isCancelled()).isTrue();
            assertThat(call.remaining()).isEqualTo(Duration.ZERO);
            return lab.invoke("LabRunner.Inner", Map.of());
        });

        assertThatThrownBy(() -> lab.engine.invoke(CALLER, "LabRunner.Outer", Map.of(), timeout(1_000)))
                .isInstanceOf(OperationFailedException.class)
                .extracting(error -> ((OperationFailedException) error).error().type())
                .isEqualTo(CallTimeoutException.class.getName());
    }

    @Test
    void theResultOfASynchronousOperationCountsAfterTheDeadlineToo() {
        lab.offer(operation("LabRunner", "Slow"), call -> {
            lab.clock.addAndGet(Duration.ofSeconds(60).toNanos());
            return "done";
        });

        assertThat(lab.invoke("LabRunner.Slow", Map.of())).isEqualTo("done");
    }

    @Test
    void refusesCallsThatNestWithoutEnd() {
        lab.offer(operation("LabRunner", "Loop"), call -> lab.invoke("LabRunner.Loop", Map.of()));

        assertThatThrownBy(() -> lab.invoke("LabRunner.Loop", Map.of()))
                .isInstanceOf(CallDepthException.class)
                .hasMessageContaining("the call of LabRunner.Loop is nested deeper than 8 calls");
        assertThat(CallThread.isIdle()).isTrue();
        assertThat(FlowContext.current()).isSameAs(FlowContext.NONE);
        assertThat(new CallDepthException("x").category()).isEqualTo(ErrorCategory.INTERNAL);
    }

    @Test
    void refusesAnOptionThatNothingServes() {
        lab.offer(operation("LabRunner", "Run"), call -> null);
        CallOptions retries = new CallOptions(null, null, Map.of(), Map.of(CallOptions.RETRIES, 3));

        assertThatThrownBy(() -> lab.engine.invoke(CALLER, "LabRunner.Run", Map.of(), retries))
                .isInstanceOf(UnsupportedOptionException.class)
                .hasMessageContaining("retry.max")
                .hasMessageContaining("dev.vagus.breaker");
    }

    @Test
    void refusesEverythingAfterItHasStopped() {
        lab.offer(operation("LabRunner", "Run"), call -> null);
        lab.engine.stop();

        assertThatThrownBy(() -> lab.invoke("LabRunner.Run", Map.of())).isInstanceOf(ModuleUnavailableException.class);
        assertThatThrownBy(lab.engine::operations).isInstanceOf(ModuleUnavailableException.class);
    }
}
