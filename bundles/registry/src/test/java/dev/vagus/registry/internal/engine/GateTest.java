package dev.vagus.registry.internal.engine;

import static dev.vagus.registry.internal.engine.EngineFixture.CALLER;
import static dev.vagus.registry.internal.engine.EngineFixture.operation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vagus.module.GateAbsentException;
import dev.vagus.registry.CallExplanation;
import dev.vagus.registry.MiddlewareOrder;
import dev.vagus.registry.OperationDescriptor;
import dev.vagus.registry.UnsupportedOptionException;
import dev.vagus.security.AccessRefusedException;
import dev.vagus.spi.Access;
import dev.vagus.spi.Checkpoint;
import dev.vagus.spi.Credential;
import dev.vagus.spi.FlowContext;
import dev.vagus.spi.Gate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Calls are asked by the gate that is there when they begin, in the name of their caller and its token. */
class GateTest extends GuardedEngine {
    @Test
    void asksInTheNameOfTheCallerAndItsToken() {
        offerRun();
        guard();

        lab.invoke("Lab.Run", Map.of());
        run("Ann");

        assertThat(gate.asked).containsExactly("Tester/9 for nobody: api:Lab.Run[]", "Tester/9 for Ann: api:Lab.Run[]");
        assertThat(runs).hasValue(2);
    }

    @Test
    void asksForTheScopesThatTheOperationNamesAndForACredentialWhereItWantsOne() {
        lab.offer(
                new OperationDescriptor(
                        "Lab",
                        "Run",
                        "1.0.0",
                        "",
                        List.of(),
                        Map.of(),
                        List.of("lab:run"),
                        true,
                        false,
                        false,
                        false,
                        false,
                        7),
                call -> runs.incrementAndGet());
        guard();
        run("Ann");
        assertThat(gate.asked).containsExactly("Tester/9 for Ann: api:Lab.Run[lab:run]!");
    }

    @Test
    void aRefusalReachesTheCallerAsItIsAndNothingRan() {
        offerRun();
        guard();
        gate.refusing("Ann");

        assertThatThrownBy(() -> run("Ann"))
                .isInstanceOf(AccessRefusedException.class)
                .hasMessage("Ann may not api:Lab.Run");
        assertThat(runs).hasValue(0);
        run("Bob");
        assertThat(runs).hasValue(1);
    }

    @Test
    void aTokenIsRefusedWhereThereIsNoGateToShowItTo() {
        offerRun();
        assertThatThrownBy(() -> run("Ann"))
                .isInstanceOf(UnsupportedOptionException.class)
                .hasMessageContaining("dev.vagus.security")
                .hasMessageNotContaining("Ann");

        guard();
        run("Ann");
        gates.remove(1);
        assertThatThrownBy(() -> run("Ann")).isInstanceOf(UnsupportedOptionException.class);
        assertThat(runs).hasValue(1);
    }

    @Test
    void neitherMiddlewareNorTheOperationSeesTheToken() {
        guard();
        List<Object> seen = new CopyOnWriteArrayList<>();
        lab.around("spy", MiddlewareOrder.METRICS, (call, next) -> {
            seen.add(call.options());
            return next.proceed(call);
        });
        lab.offer(operation("Lab", "Run"), call -> {
            seen.add(call.options());
            return call.option("token");
        });

        assertThat(run("Ann")).isNull();
        assertThat(lab.engine.invoke(
                        CALLER,
                        "Lab.Run",
                        Map.of(),
                        new CallOptions(null, null, Map.of(), Map.of("token", "token of Ann", "fallback", "A.b"))))
                .isNull();
        assertThat(seen).containsExactly(Map.of(), Map.of(), Map.of("fallback", "A.b"), Map.of("fallback", "A.b"));
        assertThat(by("Ann").toString()).contains("options={}").doesNotContain("Ann");
    }

    @Test
    void aTokenThatIsNoTextIsShownAsAnEmptyOne() {
        offerRun();
        guard();
        lab.engine.invoke(CALLER, "Lab.Run", Map.of(), new CallOptions(null, null, Map.of(), Map.of("token", 5)));
        assertThat(gate.asked).containsExactly("Tester/9 for : api:Lab.Run[]");
    }

    @Test
    void whatIsCalledInsideIsAskedForTheSameOneUnlessItBringsAnother() {
        offerRun();
        lab.offer(operation("Lab", "Outer"), call -> {
            lab.engine.invoke(EngineFixture.LAB, "Lab.Run", Map.of(), CallOptions.NONE);
            return lab.engine.invoke(EngineFixture.LAB, "Lab.Run", Map.of(), by("Bob"));
        });
        guard();

        lab.engine.invoke(CALLER, "Lab.Outer", Map.of(), by("Ann"));

        assertThat(gate.asked)
                .containsExactly(
                        "Tester/9 for Ann: api:Lab.Outer[]",
                        "LabRunner/7 for Ann: api:Lab.Run[]",
                        "LabRunner/7 for Bob: api:Lab.Run[]");
    }

    @Test
    void standsBetweenWhatMeasuresAndWhatLimitsAndIsAskedOnceForAllAttempts() {
        List<String> order = new CopyOnWriteArrayList<>();
        offerRun();
        lab.around("metrics", MiddlewareOrder.METRICS, (call, next) -> {
            order.add("metrics");
            return next.proceed(call);
        });
        lab.around("retry", MiddlewareOrder.RETRY, (call, next) -> {
            order.add("retry");
            next.proceed(call);
            return next.proceed(call);
        });
        guard();
        run("Ann");
        gate.refusing("Bob");
        assertThatThrownBy(() -> run("Bob")).isInstanceOf(AccessRefusedException.class);

        assertThat(order).containsExactly("metrics", "retry", "metrics");
        assertThat(gate.asked).hasSize(2);
        assertThat(runs).hasValue(2);
    }

    @Test
    void refusesEveryCallWhileARequiredGateIsNotThere() {
        offerRun();
        gates.require("security");

        assertThatThrownBy(() -> lab.invoke("Lab.Run", Map.of()))
                .isInstanceOf(GateAbsentException.class)
                .hasMessageContaining("the call of Lab.Run by Tester is refused");
        assertThatThrownBy(() -> run("Ann")).isInstanceOf(GateAbsentException.class);
        assertThat(runs).hasValue(0);
        guard();
        run("Ann");
        assertThat(runs).hasValue(1);
    }

    @Test
    void explainsWhatItWouldSay() {
        offerRun();
        assertThat(lab.engine.explain(CALLER, "Lab.Run").steps())
                .extracting(CallExplanation.Step::name)
                .doesNotContain("gate");
        lab.around("limits", MiddlewareOrder.LIMITS, (call, next) -> next.proceed(call));
        guard();
        gate.refusing("nobody");

        CallExplanation told = lab.engine.explain(CALLER, "Lab.Run");

        assertThat(told.steps())
                .extracting(CallExplanation.Step::name)
                .containsExactly("gate", "limits", "validation", "operation");
        assertThat(told.steps().get(0).order()).isEqualTo(MiddlewareOrder.GATE);
        assertThat(told.verdict()).isEqualTo("gate refuses it: Tester for nobody");
        assertThat(gate.asked).isEmpty();

        FlowContext before = FlowContext.swap(FlowContext.NONE.with(gate.authenticate("token of Ann", "T", 1, 0)));
        try {
            assertThat(lab.engine.explain(CALLER, "Lab.Run").verdict()).isEmpty();
        } finally {
            FlowContext.set(before);
        }
    }

    @Test
    void aGateThatFailsLetsNothingThrough() {
        offerRun();
        gates.add("broken", 0, 2, new Gate() {
            @Override
            public Credential authenticate(String token, String module, long bundleId, long nanos) {
                return () -> token;
            }

            @Override
            public Checkpoint checkpoint(Access access) {
                throw new IllegalStateException("no rules");
            }

            @Override
            public long epoch() {
                return 0;
            }
        });

        assertThatThrownBy(() -> lab.invoke("Lab.Run", Map.of())).hasMessageContaining("no rules");
        assertThat(lab.engine.explain(CALLER, "Lab.Run").passes()).isFalse();
        assertThat(runs).hasValue(0);
    }
}
