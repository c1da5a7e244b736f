package dev.vagus.registry.internal.engine;

import static dev.vagus.registry.internal.engine.EngineFixture.CALLER;
import static dev.vagus.registry.internal.engine.EngineFixture.operation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.vagus.registry.MiddlewareOrder;
import dev.vagus.security.AccessRefusedException;
import dev.vagus.spi.Credential;
import dev.vagus.spi.FlowContext;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Calls that wait, that nobody waits for and that stand in for others are asked in the same name. */
class GateAndWaitingTest extends GuardedEngine {
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
}
