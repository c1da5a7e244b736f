package dev.vagus.breaker.internal.middleware;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.breaker.BreakerSnapshot;
import dev.vagus.breaker.BreakerState;
import dev.vagus.breaker.internal.engine.Breaker;
import dev.vagus.breaker.internal.engine.Clocks;
import dev.vagus.breaker.internal.policy.Policy;
import dev.vagus.breaker.internal.policy.PolicyBook;
import dev.vagus.module.ErrorCategory;
import dev.vagus.module.Setting;
import dev.vagus.spi.DeliveryGuard;
import dev.vagus.spi.DeliveryGuard.Admission;
import dev.vagus.spi.DeliveryGuard.Refusal;
import dev.vagus.spi.DeliveryGuards.GuardedSubscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The guard of one subscription, by a clock that the test turns. */
class ChannelGuardTest {
    private static final String TARGET = "channel:C";

    private final PolicyBook book = new PolicyBook();
    private final Population population = new Population(book);
    private final List<String> transitions = new ArrayList<>();
    private final AtomicInteger changes = new AtomicInteger();
    private long nanos;
    private final ChannelGuards guards = new ChannelGuards(
            population,
            new Clocks(() -> nanos, () -> nanos / 1_000_000),
            (breaker, transition) -> transitions.add(breaker.guarded().target() + " " + transition.to()));

    private void policy(Map<String, ?> settings) {
        book.put(Policy.read("p", List.of(TARGET), settings));
    }

    private DeliveryGuard guard() {
        return guards.guard(new GuardedSubscription(TARGET, "n", "Lab", 7), changes::incrementAndGet);
    }

    private static void end(DeliveryGuard guard, ErrorCategory error) {
        Objects.requireNonNull(guard.enter()).end(error);
    }

    private static Refusal refusal(DeliveryGuard guard) {
        assertThat(guard.enter()).isNull();
        return Objects.requireNonNull(guard.refusal());
    }

    private void pass(long millis) {
        nanos += TimeUnit.MILLISECONDS.toNanos(millis);
    }

    private List<Breaker> shown() {
        return population.breakers(target -> true);
    }

    @Test
    void theBreakerOpensRefusesUntilItsProbeAndClosesAgain() {
        policy(Map.of("breaker.failures", 2, "breaker.recovery.ms", 1_000));
        DeliveryGuard guard = guard();
        end(guard, null);
        end(guard, ErrorCategory.INTERNAL);
        assertThat(guard.status()).isEqualTo("closed, 1 failures in a row");
        end(guard, ErrorCategory.NETWORK);
        pass(400);
        Refusal refused = refusal(guard);
        assertThat(refused.open()).isTrue();
        assertThat(refused.retryAfter()).isEqualTo(Duration.ofMillis(600));
        assertThat(refused.reason()).contains("channel:C/n is open", "2 failures in a row", "in 600 ms");
        assertThat(guard.status()).isEqualTo(refused.reason());
        pass(600);
        assertThat(guard.refusal()).isNull();
        Admission probe = Objects.requireNonNull(guard.enter());
        assertThat(refusal(guard).reason()).contains("half-open");
        probe.end(null);
        assertThat(guard.refusal()).isNull();
        assertThat(transitions).containsExactly("channel:C/n OPEN", "channel:C/n HALF_OPEN", "channel:C/n CLOSED");
        assertThat(changes.get()).isGreaterThanOrEqualTo(3);
        BreakerSnapshot listed = population.snapshots().get(0);
        assertThat(listed).returns("Lab", BreakerSnapshot::module).returns(7L, BreakerSnapshot::bundleId);
        assertThat(listed.state()).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void whatIsOpenedByHandIsRefusedUntilSomebodyResetsIt() {
        policy(Map.of("breaker.failures", 2));
        DeliveryGuard guard = guard();
        shown().get(0).forceOpen("repair");
        assertThat(refusal(guard)).returns(null, Refusal::retryAfter).returns(true, Refusal::open);
        int before = changes.get();
        shown().get(0).reset("done", true);
        assertThat(changes.get()).isGreaterThan(before);
        assertThat(guard.enter()).isNotNull();
    }

    @Test
    void aChangeOfThresholdsKeepsTheStateAndTellsOfIt() {
        policy(Map.of("breaker.failures", 3, "breaker.recovery.ms", 10_000));
        DeliveryGuard guard = guard();
        end(guard, ErrorCategory.INTERNAL);
        policy(Map.of("breaker.failures", 2, "breaker.recovery.ms", 10_000));
        end(guard, ErrorCategory.INTERNAL);
        assertThat(refusal(guard).retryAfter()).isEqualTo(Duration.ofSeconds(10));
        int before = changes.get();
        policy(Map.of("breaker.failures", 2, "breaker.recovery.ms", 1_000));
        assertThat(changes.get()).isGreaterThan(before);
        assertThat(refusal(guard).retryAfter()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aBreakerThatIsSwitchedOffLetsEverythingThroughAndOneWithoutSettingsIsGone() {
        policy(Map.of("breaker.failures", 1));
        DeliveryGuard guard = guard();
        end(guard, ErrorCategory.INTERNAL);
        policy(Map.of("breaker.failures", 1, "breaker.enabled", false));
        assertThat(guard.refusal()).isNull();
        assertThat(guard.enter()).isNotNull();
        assertThat(guard.status()).contains("switched off");
        assertThat(shown()).hasSize(1);
        shown().get(0).forceOpen("by hand");
        policy(Map.of("bulkhead.max", 5));
        assertThat(shown()).isEmpty();
        assertThat(guard.refusal()).isNull();
        assertThat(guard.enter()).isNotNull();
    }

    @Test
    void theRateSaysWhenTheNextMayComeAndTakesNothingByTheQuestion() {
        policy(Map.of("rate.limit", 10, "rate.period.ms", 1_000, "rate.burst", 1));
        DeliveryGuard guard = guard();
        assertThat(guard.refusal()).isNull();
        end(guard, null);
        assertThat(refusal(guard))
                .returns(Duration.ofMillis(100), Refusal::retryAfter)
                .returns(false, Refusal::open)
                .returns("at most 10 messages in 1000 ms", Refusal::reason);
        pass(100);
        assertThat(guard.refusal()).isNull();
        end(guard, ErrorCategory.INTERNAL);
        pass(99);
        assertThat(refusal(guard).retryAfter()).isEqualTo(Duration.ofMillis(1));
        assertThat(shown()).isEmpty();
    }

    @Test
    void theBulkheadBoundsWhatIsUnderWayAndNamesNoTime() {
        policy(Map.of("bulkhead.max", 2));
        DeliveryGuard guard = guard();
        Admission first = Objects.requireNonNull(guard.enter());
        assertThat(guard.enter()).isNotNull();
        assertThat(refusal(guard)).isEqualTo(new Refusal("2 of 2 messages at the same time", null, false));
        first.end(ErrorCategory.INTERNAL);
        assertThat(guard.refusal()).isNull();
        assertThat(guard.enter()).isNotNull();
    }

    @Test
    void whatTheBreakerOrTheRateRefusesTakesNoPlace() {
        policy(Map.of("bulkhead.max", 1, "breaker.failures", 1, "breaker.recovery.ms", 1));
        DeliveryGuard guard = guard();
        end(guard, ErrorCategory.INTERNAL);
        assertThat(guard.enter()).isNull();
        pass(1);
        assertThat(guard.enter()).isNotNull();
    }

    @Test
    void slowMessagesOpenIt() {
        policy(Map.of(
                "breaker.window", "calls", "breaker.window.calls", 2, "breaker.min.calls", 2, "breaker.slow.ms", 50));
        DeliveryGuard guard = guard();
        for (int i = 0; i < 2; i++) {
            Admission slow = Objects.requireNonNull(guard.enter());
            pass(51);
            slow.end(null);
        }
        assertThat(refusal(guard).reason()).contains("slow");
    }

    @Test
    void onlyChannelsWhosePoliciesSaySoAreGuarded() {
        book.usual(Policy.read("dev.vagus.breaker", List.of("*"), Map.of("breaker.failures", 3, "rate.limit", 1)));
        assertThat(guards.apply(TARGET)).isFalse();
        policy(Map.of("retry.max", 3, "timeout.ms", 5));
        assertThat(guards.apply(TARGET)).isFalse();
        policy(Map.of("breaker.recovery.ms", 3));
        assertThat(guards.apply(TARGET)).isTrue();
        assertThat(guards.apply("channel:D")).isFalse();
        assertThat(guard().settings())
                .contains(
                        new Setting("breaker.failures", 3L, "dev.vagus.breaker"),
                        new Setting("breaker.recovery.ms", 3L, "p"),
                        new Setting("breaker.probes", 1L, Setting.DEFAULT))
                .noneMatch(setting -> setting.key().startsWith("rate."));
    }

    @Test
    void aClosedOneIsNotListedAndHearsOfNothing() {
        policy(Map.of("breaker.failures", 3));
        DeliveryGuard guard = guard();
        assertThat(shown()).hasSize(1);
        guard.close();
        assertThat(shown()).isEmpty();
        int before = changes.get();
        policy(Map.of("breaker.failures", 4));
        assertThat(changes.get()).isEqualTo(before);
        assertThat(shown()).isEmpty();
    }

    @Test
    void policiesThatContradictEachOtherLeaveWhatHeldBefore() {
        policy(Map.of("breaker.failures", 1));
        DeliveryGuard guard = guard();
        policy(Map.of("breaker.failures", 0));
        end(guard, ErrorCategory.INTERNAL);
        assertThat(refusal(guard).open()).isTrue();
    }
}
