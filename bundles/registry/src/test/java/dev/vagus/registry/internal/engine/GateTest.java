package dev.vagus.registry.internal.engine;

import static dev.vagus.registry.internal.engine.EngineFixture.CALLER;
import static dev.vagus.registry.internal.engine.EngineFixture.operation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.vagus.delivery.gate.Gates;
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
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls are asked by the gate that is there when they begin, in the name of their caller and its token. */
class GateTest {
    @TempDir
    Path folder;

    private final EngineFixture lab =
            new EngineFixture(new Settings(30_000, 8, 2_000, 4, 4, false).withUpdateWindow(60_000, 100));
    private final RecordingGate gate = new RecordingGate();
    private final AtomicInteger runs = new AtomicInteger();
    private Gates gates;

    @BeforeEach
    void open() {
        gates = new Gates("registry", folder, null);
        lab.engine.behind(gates);
    }

    @AfterEach
    void stop() {
        lab.close();
    }

    private void guard() {
        gates.add("security", 0, 1, gate);
    }

    private Placement offerRun() {
        return lab.offer(operation("Lab", "Run"), call -> runs.incrementAndGet());
    }

    private @Nullable Object run(String token) {
        return lab.engine.invoke(CALLER, "Lab.Run", Map.of(), by(token));
    }

    private static CallOptions by(String who) {
        return new CallOptions(null, null, Map.of(), Map.of("token", "token of " + who));
    }

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
    void noFallbackAnswersForARefusalAndOneThatStandsInIsAskedItself() {
        lab.offer(operation("Lab", "Broken"), call -> {
            throw new IllegalStateException("broken");
        });
        offerRun();
        guard();
        CallOptions fallingBack =
                new CallOptions(null, null, Map.of(), Map.of("token", "token of Ann", "fallback", "Lab.Run"));

        lab.engine.invoke(CALLER, "Lab.Broken", Map.of(), fallingBack);
        lab.engine.invoke(CALLER, "Lab.Unknown", Map.of(), fallingBack);
        assertThat(runs).hasValue(2);
        assertThat(gate.asked)
                .containsExactly(
                        "Tester/9 for Ann: api:Lab.Broken[]",
                        "Tester/9 for Ann: api:Lab.Run[]",
                        "Tester/9 for Ann: api:Lab.Run[]");

        gate.refusing("api:Lab.Run");
        assertThatThrownBy(() -> lab.engine.invoke(CALLER, "Lab.Broken", Map.of(), fallingBack))
                .hasMessageContaining("its fallback Lab.Run failed too: Ann may not");
        gate.refusing("Ann");
        assertThatThrownBy(() -> lab.engine.invoke(CALLER, "Lab.Broken", Map.of(), fallingBack))
                .isInstanceOf(AccessRefusedException.class);
        assertThat(runs).hasValue(2);
    }

    @Test
    void callsThatNobodyWaitsForAreAskedInTheNameOfWhoMadeThem() throws Exception {
        offerRun();
        guard();
        lab.offer(operation("Lab", "Outer"), call -> {
            lab.engine.send(EngineFixture.LAB, "Lab.Run", Map.of(), CallOptions.NONE);
            return lab.engine
                    .async(EngineFixture.LAB, "Lab.Run", Map.of(), CallOptions.NONE, value -> value)
                    .join();
        });

        lab.engine
                .async(CALLER, "Lab.Outer", Map.of(), by("Ann"), value -> value)
                .get(10, TimeUnit.SECONDS);
        await().until(() -> runs.get() == 2);

        assertThat(gate.asked)
                .containsExactlyInAnyOrder(
                        "Tester/9 for Ann: api:Lab.Outer[]",
                        "LabRunner/7 for Ann: api:Lab.Run[]",
                        "LabRunner/7 for Ann: api:Lab.Run[]");
        gate.refusing("Ann");
        assertThat(lab.engine.async(CALLER, "Lab.Run", Map.of(), by("Ann"), value -> value))
                .failsWithin(10, TimeUnit.SECONDS)
                .withThrowableThat()
                .withCauseInstanceOf(AccessRefusedException.class);
    }

    @Test
    void aCallThatWaitsForItsModuleIsAskedWhenItGoesOn() throws Exception {
        Placement before = offerRun();
        lab.state = ModuleState.UPDATING;
        lab.engine.withdraw(before);
        CompletableFuture<Object> waiting = OwnThread.supply(() -> run("Ann"));
        CompletableFuture<Object> later = lab.engine.async(CALLER, "Lab.Run", Map.of(), by("Bob"), value -> value);
        await().until(() -> lab.engine.waitingCalls() == 2);

        guard();
        gate.refusing("Bob");
        offerRun();

        assertThat(waiting.get(10, TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(later)
                .failsWithin(10, TimeUnit.SECONDS)
                .withThrowableThat()
                .withCauseInstanceOf(AccessRefusedException.class);
        assertThat(runs).hasValue(1);
    }

    @Test
    void whatStandsInForAModuleThatDidNotComeBackIsAskedForTheSameOne() {
        Placement before = lab.offer(operation("Lab", "Gone"), call -> "gone");
        lab.offer(EngineFixture.CALLER, 0, operation("Other", "Run"), call -> runs.incrementAndGet());
        guard();
        lab.state = ModuleState.UPDATING;
        lab.engine.withdraw(before);
        Credential ann = gate.authenticate("token of Ann", "Tester", 9, 0);
        FlowContext outer = FlowContext.swap(FlowContext.NONE.with(ann));
        CompletableFuture<Object> call;
        try {
            call = lab.engine.async(
                    CALLER,
                    "Lab.Gone",
                    Map.of(),
                    new CallOptions(null, null, Map.of(), Map.of("fallback", "Other.Run")),
                    value -> value);
        } finally {
            FlowContext.set(outer);
        }
        lab.state = ModuleState.STOPPED;
        lab.engine.gone(7);

        assertThat(call).succeedsWithin(10, TimeUnit.SECONDS).isEqualTo(1);
        assertThat(gate.asked).containsExactly("Tester/9 for Ann: api:Other.Run[]");
    }

    @Test
    void aCallThatBeganKeepsItsGate() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        lab.around("slow", MiddlewareOrder.TRACE, (call, next) -> {
            inside.countDown();
            try {
                assertThat(go.await(10, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return next.proceed(call);
        });
        offerRun();
        CompletableFuture<Object> call = OwnThread.supply(() -> lab.invoke("Lab.Run", Map.of()));
        assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();

        guard();
        gate.refusing("nobody");
        go.countDown();

        assertThat(call.get(10, TimeUnit.SECONDS)).isEqualTo(1);
        assertThatThrownBy(() -> lab.invoke("Lab.Run", Map.of())).isInstanceOf(AccessRefusedException.class);
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
