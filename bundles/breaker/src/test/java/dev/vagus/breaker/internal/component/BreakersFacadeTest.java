package dev.vagus.breaker.internal.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vagus.breaker.BreakerOpenException;
import dev.vagus.breaker.BreakerSnapshot;
import dev.vagus.breaker.BreakerState;
import dev.vagus.breaker.PolicySnapshot;
import dev.vagus.breaker.internal.engine.Clocks;
import dev.vagus.breaker.internal.middleware.Population;
import dev.vagus.breaker.internal.middleware.Steps;
import dev.vagus.breaker.internal.policy.PolicyBook;
import dev.vagus.module.Setting;
import dev.vagus.registry.ModuleUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What callers may ask for, and what they hear when they ask for something wrong: then nothing changes. */
class BreakersFacadeTest {
    private static final String STOCK = "guard:Shop.stock";

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final PolicyBook book = new PolicyBook();
    private final Population population = new Population(book);
    private final Steps steps = new Steps(population, Clocks.SYSTEM, (breaker, transition) -> {});
    private final Guards guards = new Guards(population, steps, timer);
    private final PolicyIntake intake = new PolicyIntake(book, "vagus-breaker", 3);
    private final AtomicInteger runs = new AtomicInteger();
    private boolean stopped;
    private final BreakersFacade shop = new BreakersFacade("Shop", 7, guards, population, book, intake, () -> stopped);
    private final BreakersFacade lab = new BreakersFacade("Lab", 8, guards, population, book, intake, () -> stopped);

    @BeforeEach
    void useGuards() throws Exception {
        shop.guard("stock", () -> 1);
        lab.guard("oven", () -> 1);
    }

    @AfterEach
    void stopTimer() {
        timer.shutdownNow();
    }

    private BreakerState state(String target) {
        return shop.status(target).orElseThrow().state();
    }

    @Test
    void opensAndResetsOneAPatternOrAll() {
        assertThat(shop.forceOpen(STOCK, "stocktaking")).containsExactly(STOCK);
        assertThat(state(STOCK)).isEqualTo(BreakerState.FORCED_OPEN);
        assertThat(shop.status(STOCK).orElseThrow().history())
                .singleElement()
                .satisfies(last -> assertThat(last.reason()).isEqualTo("stocktaking, by Shop"));
        assertThat(lab.reset("guard:Shop.*", false)).isEmpty();
        assertThat(lab.reset("guard:Shop.*", true)).containsExactly(STOCK);
        assertThat(state(STOCK)).isEqualTo(BreakerState.CLOSED);
        assertThat(shop.reset("*", false)).containsExactly("guard:Lab.oven", STOCK);
    }

    @Test
    void tellsPoliciesByTheirSourceAndLastWhatHoldsEverywhere() {
        intake.put("dev.vagus.policy~b", Map.of("targets", "Shop.*,guard:*", "retry.max", 2, "breaker.failures", 3));
        intake.put("dev.vagus.policy~a", Map.of("targets", "Lab.Run", "timeout.ms", 100));
        assertThat(shop.policies())
                .extracting(PolicySnapshot::source)
                .containsExactly("dev.vagus.policy~a", "dev.vagus.policy~b");

        intake.usual("dev.vagus.breaker", Map.of("breaker.probes", 2));
        assertThat(shop.policies())
                .containsExactly(
                        policy("dev.vagus.policy~a", List.of("Lab.Run"), "timeout.ms", 100L),
                        policy(
                                "dev.vagus.policy~b",
                                List.of("Shop.*", "guard:*"),
                                "retry.max",
                                2L,
                                "breaker.failures",
                                3L),
                        policy("dev.vagus.breaker", List.of("*"), "breaker.probes", 2L));
        assertThat(shop.policy("Shop.Pay"))
                .contains(new Setting("breaker.failures", 3L, "dev.vagus.policy~b"))
                .contains(new Setting("breaker.probes", 2L, "dev.vagus.breaker"))
                .contains(new Setting("breaker.recovery.ms", 30_000L, Setting.DEFAULT));
    }

    private static PolicySnapshot policy(String source, List<String> targets, Object... settings) {
        List<Setting> said = new ArrayList<>();
        for (int i = 0; i < settings.length; i += 2) {
            said.add(new Setting((String) settings[i], settings[i + 1], source));
        }
        return new PolicySnapshot(source, targets, said);
    }

    @Test
    void aPolicyWithNegativeNumbersIsRefusedAndWhatItSaidBeforeHolds() {
        intake.put("dev.vagus.policy~b", Map.of("targets", "guard:Shop.*", "breaker.failures", 3));
        intake.put(
                "dev.vagus.policy~b",
                Map.of("targets", "guard:Shop.*", "breaker.failures", -1, "retry.max", -2, "retry.jitter", -0.5));

        assertThat(shop.failedPolicies()).singleElement().satisfies(failed -> assertThat(failed.reason())
                .contains("breaker.failures must be a whole number from 0 to 1000000, but is '-1'")
                .contains("retry.max must be a whole number from 0 to 100, but is '-2'")
                .contains("retry.jitter must be a number from 0 to 1, but is '-0.5'"));
        assertThat(shop.policy(STOCK)).contains(new Setting("breaker.failures", 3L, "dev.vagus.policy~b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t", "9lives", "a b", "a*", "stock!", "guard:stock", "Läger"})
    void refusesAGuardWithABadName(String name) {
        List<BreakerSnapshot> before = shop.list();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> shop.guard(name, runs::incrementAndGet))
                .withMessageContaining("the name '" + name + "' of a guard of module Shop is not valid")
                .withMessageContaining("start with a letter");
        assertThat(shop.guardAsync(name, this::run))
                .failsWithin(1, TimeUnit.SECONDS)
                .withThrowableThat()
                .withCauseInstanceOf(IllegalArgumentException.class)
                .withMessageContaining("'" + name + "'");
        assertThat(runs).hasValue(0);
        assertThat(shop.list()).extracting(BreakerSnapshot::target).containsExactlyElementsOf(targets(before));
    }

    private CompletionStage<Integer> run() {
        return CompletableFuture.completedFuture(runs.incrementAndGet());
    }

    private static List<String> targets(List<BreakerSnapshot> breakers) {
        return breakers.stream().map(BreakerSnapshot::target).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "guard:", "shop:stock", "Shop.Pay!", "guard:guard:x"})
    void refusesATargetThatIsNone(String target) {
        assertRefused("the target '" + target + "' is not valid", () -> shop.reset(target, true));
        assertRefused("the target '" + target + "' is not valid", () -> shop.forceOpen(target, "why"));
        assertRefused("the target '" + target + "' is not valid", () -> shop.policy(target));
        assertThat(shop.status(target)).isEmpty();
        assertThat(state(STOCK)).isEqualTo(BreakerState.CLOSED);
    }

    private static void assertRefused(String says, ThrowingCallable code) {
        assertThatIllegalArgumentException().isThrownBy(code).withMessageContaining(says);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Shop.Pay", "guard:Shop.oven", "guard:Lab.stock", "stock", "Shop", "Zebra.*", "guard:shop.stock"
            })
    void findsNothingByAnUnknownNameOrThatOfAnotherModule(String target) {
        assertThat(shop.reset(target, true)).isEmpty();
        assertThat(shop.forceOpen(target, "why")).isEmpty();
        assertThat(shop.status(target)).isEmpty();
        assertThat(shop.list()).extracting(BreakerSnapshot::state).containsOnly(BreakerState.CLOSED);
    }

    @Test
    void aModuleReachesNoGuardOfAnotherByItsName() throws Exception {
        shop.forceOpen(STOCK, "stocktaking");

        assertThat(lab.guard("stock", () -> 5)).isEqualTo(5);
        assertThatThrownBy(() -> shop.guard("stock", runs::incrementAndGet))
                .isInstanceOf(BreakerOpenException.class)
                .hasMessageContaining("stocktaking, by Shop");
        assertThat(runs).hasValue(0);
        guards.stopped(8);
        assertThat(shop.list()).extracting(BreakerSnapshot::target).containsExactly(STOCK);
    }

    @Test
    void refusesOneGuardTooManyAndKeepsTheOthers() throws Exception {
        for (int i = 1; i < 1_000; i++) {
            shop.guard("item" + i, () -> 1);
        }

        assertThatIllegalStateException()
                .isThrownBy(() -> shop.guard("item1000", runs::incrementAndGet))
                .withMessageContaining("module Shop has 1000 guards already, and so no room for item1000");
        assertThat(runs).hasValue(0);
        assertThat(shop.guard("item999", () -> 9)).isEqualTo(9);
        assertThat(lab.guard("item1000", () -> 10)).isEqualTo(10);
        assertThat(shop.status("guard:Shop.item1000")).isEmpty();
    }

    @Test
    void refusesAPatternWhereOneTargetIsMeant() {
        assertRefused("the target 'Shop.*' is a pattern: name one operation or guard", () -> shop.policy("Shop.*"));
        assertRefused("the target '*' is a pattern", () -> shop.policy("*"));
        assertThat(shop.status("guard:*")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n"})
    void refusesToOpenWithoutAReason(String reason) {
        assertRefused("the reason for opening " + STOCK + " must not be blank", () -> shop.forceOpen(STOCK, reason));
        assertThat(state(STOCK)).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    @SuppressWarnings({"NullAway", "DataFlowIssue"})
    void refusesNullByTheNameOfWhatIsMissing() {
        assertMissing("name", () -> shop.guard(null, runs::incrementAndGet));
        assertMissing("code", () -> shop.guard("stock", null));
        assertMissing("name", () -> shop.guardAsync(null, this::run));
        assertMissing("code", () -> shop.guardAsync("stock", null));
        assertMissing("target", () -> shop.status(null));
        assertMissing("target", () -> shop.reset(null, true));
        assertMissing("target", () -> shop.forceOpen(null, "why"));
        assertMissing("reason", () -> shop.forceOpen(STOCK, null));
        assertMissing("target", () -> shop.policy(null));
        assertThat(runs).hasValue(0);
        assertThat(state(STOCK)).isEqualTo(BreakerState.CLOSED);
    }

    private static void assertMissing(String what, ThrowingCallable code) {
        assertThatNullPointerException().isThrownBy(code).withMessage(what);
    }

    @Test
    void afterItsStopItRefusesGuardsAndShowsNothing() {
        intake.put("dev.vagus.policy~b", Map.of("targets", "Shop.*", "retry.max", 2));
        intake.put("dev.vagus.policy~c", Map.of("targets", ""));
        shop.forceOpen(STOCK, "why");
        stopped = true;

        assertThatThrownBy(() -> shop.guard("stock", runs::incrementAndGet))
                .isInstanceOf(ModuleUnavailableException.class)
                .hasMessageContaining("the guard stock of module Shop cannot run");
        assertThat(shop.guardAsync("stock", this::run))
                .failsWithin(1, TimeUnit.SECONDS)
                .withThrowableThat()
                .withCauseInstanceOf(ModuleUnavailableException.class);
        assertThat(shop.list()).isEmpty();
        assertThat(shop.status(STOCK)).isEmpty();
        assertThat(shop.reset("*", true)).isEmpty();
        assertThat(shop.forceOpen("*", "why")).isEmpty();
        assertThat(shop.policy(STOCK)).isEmpty();
        assertThat(shop.policies()).isEmpty();
        assertThat(shop.failedPolicies()).isEmpty();
        assertThat(runs).hasValue(0);
        stopped = false;
        assertThat(state(STOCK)).isEqualTo(BreakerState.FORCED_OPEN);
    }
}
