package dev.vagus.registry.internal.engine;

import static dev.vagus.registry.internal.engine.EngineFixture.CALLER;
import static dev.vagus.registry.internal.engine.EngineFixture.LAB;
import static dev.vagus.registry.internal.engine.EngineFixture.asynchronous;
import static dev.vagus.registry.internal.engine.EngineFixture.operation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vagus.module.FailedRegistration;
import dev.vagus.registry.ModuleUnavailableException;
import dev.vagus.registry.OperationDescriptor;
import dev.vagus.registry.UnknownOperationException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LifeCycleTest {
    private static final ModuleIdentity RIVAL =
            new ModuleIdentity("Rival", 8, "example.rival", "1.0.0", "file:rival.jar");

    private final EngineFixture lab = new EngineFixture();

    @AfterEach
    void stop() {
        lab.close();
    }

    @Test
    void theHighestRankingAnswersAndTheNextTakesOver() {
        Placement low = lab.offer(LAB, 0, operation("LabRunner", "Run"), call -> "low");
        Placement high = lab.offer(LAB, 10, operation("LabRunner", "Run"), call -> "high");
        Placement late = lab.offer(LAB, 10, operation("LabRunner", "Run"), call -> "late");

        assertThat(lab.invoke("LabRunner.Run", Map.of())).isEqualTo("high");
        lab.engine.withdraw(high);
        assertThat(lab.invoke("LabRunner.Run", Map.of())).isEqualTo("late");
        lab.engine.withdraw(late);
        assertThat(lab.invoke("LabRunner.Run", Map.of())).isEqualTo("low");
        lab.engine.withdraw(low);
        assertThatThrownBy(() -> lab.invoke("LabRunner.Run", Map.of())).isInstanceOf(ModuleUnavailableException.class);
        assertThat(lab.engine.operations()).isEmpty();
    }

    @Test
    void whatIsTakenAwayByHandGoesAloneAndTheNextTakesOver() {
        Placement low = lab.offer(LAB, 0, operation("LabRunner", "Run"), call -> "low");
        Placement high = lab.offer(LAB, 10, operation("LabRunner", "Run"), call -> "high");
        lab.offer(LAB, 0, operation("LabRunner", "Stop"), call -> "stopped");

        assertThat(lab.engine.unregister("LabRunner.Run")).containsExactly("LabRunner.Run");
        assertThat(lab.invoke("LabRunner.Run", Map.of())).isEqualTo("low");
        assertThat(lab.engine.unregister("LabRunner.Run")).containsExactly("LabRunner.Run");
        assertThatThrownBy(() -> lab.invoke("LabRunner.Run", Map.of())).isInstanceOf(ModuleUnavailableException.class);
        assertThat(lab.engine.unregister("LabRunner.Run")).isEmpty();
        assertThat(lab.invoke("LabRunner.Stop", Map.of())).isEqualTo("stopped");

        lab.engine.withdraw(high);
        lab.engine.withdraw(low);
        lab.offer(LAB, 0, operation("LabRunner", "Run"), call -> "back");
        assertThat(lab.invoke("LabRunner.Run", Map.of())).isEqualTo("back");
    }

    @Test
    void listsTheShadowedInTheOrderInWhichTheyTakeOver() {
        lab.offer(LAB, 0, operation("LabRunner", "Run"), call -> "low");
        Placement high = lab.offer(LAB, 10, operation("LabRunner", "Run"), call -> "high");
        lab.offer(LAB, 10, operation("LabRunner", "Run"), call -> "late");
        lab.offer(RIVAL, 99, operation("LabRunner", "Run"), call -> "rival");

        assertThat(lab.engine.shadowed("LabRunner.Run"))
                .satisfiesExactly(
                        late -> {
                            assertThat(late.ranking()).isEqualTo(10);
                            assertThat(late.reason()).contains("younger than service 2 of bundle example.lab (id 7)");
                        },
                        low -> assertThat(low.reason()).contains("its ranking 0 is below the ranking 10 of service 2"),
                        rival -> {
                            assertThat(rival.bundle()).isEqualTo("example.rival");
                            assertThat(rival.bundleId()).isEqualTo(8);
                            assertThat(rival.reason()).contains("belongs to bundle example.lab");
                        });
        lab.engine.withdraw(high);
        assertThat(lab.engine.shadowed("LabRunner.Run")).hasSize(2);
        assertThat(lab.engine.shadowed("LabRunner.Walk")).isEmpty();
    }

    @Test
    void listsWhatCanBeCalledByName() {
        lab.offer(operation("LabRunner", "Run"), call -> null);
        lab.offer(operation("LabRunner", "Abort"), call -> null);

        assertThat(lab.engine.operations())
                .extracting(OperationDescriptor::qualifiedName)
                .containsExactly("LabRunner.Abort", "LabRunner.Run");
        assertThat(lab.engine.operation("LabRunner.Run")).isNotNull();
        assertThat(lab.engine.operation("LabRunner.Walk")).isNull();
        assertThat(lab.engine.chain("LabRunner.Walk")).isEmpty();
    }

    @Test
    void saysWhatHasBecomeOfAModuleThatLeft() {
        lab.engine.withdraw(lab.offer(operation("LabRunner", "Run"), call -> null));

        lab.state = ModuleState.UNINSTALLED;
        assertThatThrownBy(() -> lab.invoke("LabRunner.Run", Map.of()))
                .isInstanceOf(ModuleUnavailableException.class)
                .hasMessageContaining("module LabRunner is not installed any more")
                .hasMessageContaining("example.lab");
        lab.state = ModuleState.STOPPED;
        assertThatThrownBy(() -> lab.invoke("LabRunner.Run", Map.of())).hasMessageContaining("was stopped");
        lab.state = ModuleState.UPDATING;
        assertThatThrownBy(() -> lab.invoke("LabRunner.Walk", Map.of()))
                .isInstanceOf(ModuleUnavailableException.class)
                .hasMessageContaining("is being updated");
        lab.state = ModuleState.RUNNING;
        assertThatThrownBy(() -> lab.invoke("LabRunner.Run", Map.of())).hasMessageContaining("was withdrawn");
    }

    @Test
    void anOperationThatNeverWasIsUnknownOnceItsModuleIsBack() {
        lab.engine.withdraw(lab.offer(operation("LabRunner", "Run"), call -> null));
        lab.offer(operation("LabRunner", "Abort"), call -> null);

        assertThatThrownBy(() -> lab.invoke("LabRunner.Abor", Map.of())).isInstanceOf(UnknownOperationException.class);
        assertThatThrownBy(() -> lab.invoke("LabRunner.Run", Map.of())).isInstanceOf(ModuleUnavailableException.class);
    }

    @Test
    void remembersOnlySoManyModulesThatLeft() {
        for (int i = 0; i < 300; i++) {
            lab.engine.withdraw(lab.offer(operation("Module" + i, "Run"), call -> null));
        }

        assertThatThrownBy(() -> lab.invoke("Module299.Run", Map.of())).isInstanceOf(ModuleUnavailableException.class);
        assertThatThrownBy(() -> lab.invoke("Module0.Run", Map.of())).isInstanceOf(UnknownOperationException.class);
    }

    @Test
    void aModuleNameBelongsToTheFirstUntilItIsUninstalled() {
        Placement first = lab.offer(LAB, 0, operation("LabRunner", "Run"), call -> "first");
        Placement second = lab.offer(RIVAL, 100, operation("LabRunner", "Run"), call -> "second");

        assertThat(lab.invoke("LabRunner.Run", Map.of())).isEqualTo("first");
        assertThat(lab.engine.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.name()).isEqualTo("LabRunner.Run");
            assertThat(failure.module()).isEqualTo("Rival");
            assertThat(failure.reason()).contains("example.lab").contains("file:lab.jar");
        });

        lab.engine.withdraw(first);
        assertThatThrownBy(() -> lab.invoke("LabRunner.Run", Map.of())).isInstanceOf(ModuleUnavailableException.class);

        lab.engine.uninstalled("file:lab.jar");
        assertThat(lab.invoke("LabRunner.Run", Map.of())).isEqualTo("second");
        assertThat(lab.engine.failures()).isEmpty();
        lab.engine.withdraw(second);
    }

    @Test
    void aWaitingOfferThatGoesIsForgotten() {
        lab.offer(LAB, 0, operation("LabRunner", "Run"), call -> "first");
        Placement second = lab.offer(RIVAL, 0, operation("LabRunner", "Run"), call -> "second");

        lab.engine.withdraw(second);
        lab.engine.uninstalled("file:lab.jar");

        assertThat(lab.engine.failures()).isEmpty();
        assertThat(lab.invoke("LabRunner.Run", Map.of())).isEqualTo("first");
    }

    @Test
    void codeThatOffersUnderAnothersNameIsRefused() {
        lab.offer(LAB, 0, operation("LabRunner", "Run"), call -> "first");
        Offer offer = new Offer(
                RIVAL,
                "LabRunner",
                0,
                -1,
                List.of(new OfferedOperation(operation("LabRunner", "Walk"), call -> null)),
                List.of());

        assertThatThrownBy(() -> lab.engine.offerInCode(offer))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("belongs to bundle example.lab");
    }

    @Test
    void keepsWhatWasWrongWithAnOfferUntilItGoes() {
        FailedRegistration failure = new FailedRegistration("operation", "LabRunner.Bad", "LabRunner", 7, 3, "reason");
        Placement placement = lab.engine.offer(new Offer(LAB, "LabRunner", 0, 3, List.of(), List.of(failure)));

        assertThat(lab.engine.failures()).containsExactly(failure);
        lab.engine.withdraw(placement);
        assertThat(lab.engine.failures()).isEmpty();
    }

    @Test
    void waitsForTheCallsUnderWayWhenAModuleLeaves() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        AtomicReference<String> order = new AtomicReference<>("");
        Placement placement = lab.offer(operation("LabRunner", "Run"), call -> {
            inside.countDown();
            go.await();
            order.accumulateAndGet("ran ", String::concat);
            return "ran";
        });
        lab.engine.configure(new Settings(30_000, 8, 10_000, 4, 4, false));
        CompletableFuture<Object> call = OwnThread.supply(() -> lab.invoke("LabRunner.Run", Map.of()));
        assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();

        CompletableFuture<Void> leaving = OwnThread.run(() -> {
            lab.engine.withdraw(placement);
            order.accumulateAndGet("left", String::concat);
        });
        org.awaitility.Awaitility.await().until(() -> lab.engine.operations().isEmpty());
        assertThatThrownBy(() -> lab.invoke("LabRunner.Run", Map.of())).isInstanceOf(ModuleUnavailableException.class);
        go.countDown();

        assertThat(call.get(10, TimeUnit.SECONDS)).isEqualTo("ran");
        leaving.get(10, TimeUnit.SECONDS);
        assertThat(order.get()).isEqualTo("ran left");
    }

    @Test
    void waitsForAHandlerThatStillRunsAfterItsCallWasCancelled() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Placement placement = lab.offer(operation("LabRunner", "Run"), call -> {
            inside.countDown();
            go.await();
            return "ran";
        });
        lab.engine.configure(new Settings(30_000, 8, 10_000, 4, 4, false));
        CompletableFuture<Object> call =
                lab.engine.async(CALLER, "LabRunner.Run", Map.of(), CallOptions.NONE, value -> value);
        assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(call.cancel(true)).isTrue();
        DrainGate gate = java.util.Objects.requireNonNull(placement.provider()).gate();

        CompletableFuture<Void> leaving = OwnThread.run(() -> lab.engine.withdraw(placement));
        org.awaitility.Awaitility.await().until(gate::isClosed);
        assertThat(gate.count()).isOne();
        assertThat(leaving).isNotDone();
        go.countDown();

        leaving.get(10, TimeUnit.SECONDS);
        assertThat(gate.count()).isZero();
    }

    @Test
    void givesUpTheCallsThatDoNotEndInTime() throws Exception {
        CompletableFuture<Object> never = new CompletableFuture<>();
        Placement placement = lab.offer(asynchronous("LabRunner", "Never"), call -> never);
        CompletableFuture<Object> pending =
                lab.engine.async(CALLER, "LabRunner.Never", Map.of(), CallOptions.NONE, value -> value);
        CompletableFuture<Object> waiting = OwnThread.supply(() -> lab.invoke("LabRunner.Never", Map.of()));

        lab.engine.withdraw(placement);

        assertThatThrownBy(() -> pending.get(10, TimeUnit.SECONDS))
                .hasCauseInstanceOf(ModuleUnavailableException.class);
        assertThatThrownBy(() -> waiting.get(10, TimeUnit.SECONDS))
                .hasCauseInstanceOf(ModuleUnavailableException.class);
        assertThat(never).isCancelled();
    }

    @Test
    void aCallThatFailsAfterItWasGivenUpIsUnavailableAndNothingElse() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Placement placement = lab.offer(operation("LabRunner", "Run"), call -> {
            inside.countDown();
            go.await();
            throw new NoClassDefFoundError("the class loader is closed");
        });
        CompletableFuture<Object> call = OwnThread.supply(() -> lab.invoke("LabRunner.Run", Map.of()));
        assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();

        lab.engine.withdraw(placement);
        go.countDown();

        assertThatThrownBy(() -> call.get(10, TimeUnit.SECONDS))
                .hasCauseInstanceOf(ModuleUnavailableException.class)
                .hasMessageContaining("left while LabRunner.Run was running");
    }

    @Test
    void aModuleThatWithdrawsItselfInACallDoesNotWaitForThatCall() {
        AtomicReference<Placement> self = new AtomicReference<>();
        lab.engine.configure(new Settings(30_000, 8, 60_000, 4, 4, false));
        self.set(lab.offer(operation("LabRunner", "Quit"), call -> {
            lab.engine.withdraw(self.get());
            return "gone";
        }));

        assertThat(lab.invoke("LabRunner.Quit", Map.of())).isEqualTo("gone");
    }
}
