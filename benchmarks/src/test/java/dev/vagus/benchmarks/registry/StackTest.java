package dev.vagus.benchmarks.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.vagus.benchmarks.metrics.TracingCarrier;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Not a measurement: shows that everybody calls the lab, that every guard is there, and that a sham is noticed. */
class StackTest {
    private final Surroundings surroundings = new Surroundings();

    @ParameterizedTest
    @EnumSource(GuardedCarrier.class)
    void everyGuardedCallerCallsTheLabAndIsGuarded(GuardedCarrier carrier) {
        try (Stack stack = carrier.open(surroundings)) {
            callEverything(stack);
            GuardCheck.of(stack, surroundings);
        }
    }

    @ParameterizedTest
    @EnumSource(UnguardedCarrier.class)
    void everyUnguardedCallerCallsTheLab(UnguardedCarrier carrier) {
        try (Stack stack = carrier.open(surroundings)) {
            callEverything(stack);
        }
    }

    @ParameterizedTest
    @EnumSource(GuardedPart.class)
    void everyPartCallsTheLab(GuardedPart part) {
        try (Stack stack = part.open(surroundings)) {
            callEverything(stack);
        }
    }

    @ParameterizedTest
    @EnumSource(TracingCarrier.class)
    void everyTracedCallerCallsTheLabAndIsTracedAsItSays(TracingCarrier carrier) {
        try (Stack stack = new TracedStack(surroundings, carrier)) {
            callEverything(stack);
        }
    }

    private void callEverything(Stack stack) {
        Caller.All all = new Caller.All(surroundings, stack);
        Caller caller = new Caller();
        caller.begin(all);
        int calls = 2 * new Steps().size();
        IntStream.range(0, calls).forEach(i -> caller.call());
        caller.check();
        all.check();
        assertThat(surroundings.lab().calls()).isEqualTo(calls);
    }

    @Test
    void aWrongResultIsNoticed() {
        Caller caller = calling(new Sham(surroundings, 1));
        caller.call();
        caller.call();
        assertThatIllegalStateException().isThrownBy(caller::check).withMessage("2 of 2 results were wrong");
    }

    @Test
    void aCallThatDoesNotComeToTheLabIsNoticed() {
        Caller.All all = new Caller.All(surroundings, new Sham(new Surroundings(), 0));
        Caller caller = new Caller();
        caller.begin(all);
        caller.call();
        assertThatIllegalStateException()
                .isThrownBy(all::check)
                .withMessage("the lab was called 0 times, but there were 1 calls");
    }

    @Test
    void aMissingGuardIsNoticed() {
        assertThatIllegalStateException()
                .isThrownBy(() -> GuardCheck.of(new Sham(surroundings, 0), surroundings))
                .withMessage("a forged token is not refused");
    }

    @Test
    void onlyValidTokensWithTheScopePermit() {
        VerifiedTokens tokens = surroundings.tokens();
        String good = tokens.issue(Duration.ofHours(1), "lab:run", "lab:look");
        assertThat(tokens.permit(good, "lab:run")).isTrue();
        assertThat(tokens.permit(good, "lab:stop")).isFalse();
        assertThat(tokens.permit(new VerifiedTokens().issue(Duration.ofHours(1), "lab:run"), "lab:run"))
                .isFalse();
        assertThat(tokens.permit(tokens.issue(Duration.ofSeconds(-1), "lab:run"), "lab:run"))
                .isFalse();
        assertThat(tokens.permit("nonsense", "lab:run")).isFalse();
        assertThat(tokens.verifications()).isEqualTo(4);
    }

    private Caller calling(Stack stack) {
        Caller caller = new Caller();
        caller.begin(new Caller.All(surroundings, stack));
        return caller;
    }

    /** Calls without guards, and puts something on top of the result. */
    private record Sham(Surroundings surroundings, int more) implements Stack {
        @Override
        public Object call(String token, Map<String, Object> parameters) {
            return AssembledStack.direct(surroundings.lab(), parameters) + more;
        }

        @Override
        public void close() {}
    }
}
