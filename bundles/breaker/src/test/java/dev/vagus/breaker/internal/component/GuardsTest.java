package dev.vagus.breaker.internal.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vagus.breaker.BreakerSnapshot;
import dev.vagus.breaker.CircuitBreakers;
import dev.vagus.breaker.internal.engine.Clocks;
import dev.vagus.breaker.internal.middleware.Population;
import dev.vagus.breaker.internal.middleware.Steps;
import dev.vagus.breaker.internal.policy.PolicyBook;
import dev.vagus.registry.ModuleUnavailableException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GuardsTest {
    private final PolicyBook book = new PolicyBook();
    private final Population population = new Population(book);
    private final Steps steps = new Steps(population, Clocks.SYSTEM, (breaker, transition) -> {});
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
    private final Guards guards = new Guards(population, steps, timer);
    private final PolicyIntake intake = new PolicyIntake(book, "dev.vagus.breaker", 1);

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    private BreakersFacade breakersOf(String module, long bundle) {
        return new BreakersFacade(module, bundle, guards, population, book, intake, () -> false);
    }

    @Test
    void aGuardBelongsToItsBundleAndGoesWithIt() throws Exception {
        CircuitBreakers lab = breakersOf("Lab", 7);
        CircuitBreakers shop = breakersOf("Shop", 8);
        lab.guard("warehouse", () -> 1);
        shop.guard("warehouse", () -> 2);
        assertThat(lab.list())
                .extracting(BreakerSnapshot::target)
                .containsExactly("guard:Lab.warehouse", "guard:Shop.warehouse");

        guards.stopped(7);

        assertThat(lab.list()).extracting(BreakerSnapshot::target).containsExactly("guard:Shop.warehouse");
    }

    @Test
    void aModuleThatHasStoppedGetsNoGuardBack() {
        BreakersFacade kept = breakersOf("Lab", 7);
        kept.release();
        guards.stopped(7);

        assertThatThrownBy(() -> kept.guard("warehouse", () -> 1))
                .isInstanceOf(ModuleUnavailableException.class)
                .hasMessageContaining("the guard warehouse of module Lab cannot run");
        assertThatThrownBy(() -> kept.guardAsync("warehouse", () -> CompletableFuture.completedFuture(1))
                        .toCompletableFuture()
                        .get(10, TimeUnit.SECONDS))
                .hasCauseInstanceOf(ModuleUnavailableException.class);
        assertThat(kept.list()).isEmpty();
    }

    @Test
    void policiesThatContradictEachOtherAreToldUntilTheyDoNot() throws Exception {
        intake.put("a", Map.of("targets", "guard:*", "breaker.failures", 0));
        CircuitBreakers lab = breakersOf("Lab", 7);
        lab.guard("warehouse", () -> 1);

        assertThat(lab.failedPolicies()).singleElement().satisfies(failed -> {
            assertThat(failed.name()).isEqualTo("guard:Lab.warehouse");
            assertThat(failed.reason())
                    .startsWith("its policies contradict each other, what held before stays: breaker.failures must be");
        });

        intake.put("b", Map.of("targets", "guard:Lab.warehouse", "breaker.window", "calls"));
        assertThat(lab.failedPolicies()).isEmpty();
        intake.remove("b");
        assertThat(lab.failedPolicies()).hasSize(1);
        guards.stopped(7);
        assertThat(lab.failedPolicies()).isEmpty();
    }

    @Test
    void namesThatAreMadeUpForEachUseAreRefusedSoonerOrLater() throws Exception {
        CircuitBreakers lab = breakersOf("Lab", 7);
        for (int i = 0; i < 1_000; i++) {
            lab.guard("order-" + i, () -> 1);
        }

        assertThatThrownBy(() -> lab.guard("order-1000", () -> 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("module Lab has 1000 guards already");
        assertThat(lab.guard("order-7", () -> 7)).isEqualTo(7);
        assertThat(breakersOf("Shop", 8).<Integer>guard("order", () -> 8)).isEqualTo(8);
    }
}
