package dev.vagus.benchmarks.registry;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** One thread that calls, one call after the other, and looks at every result. */
class Caller {
    private static final Duration LIFETIME = Duration.ofHours(2);

    private final Steps steps = new Steps();
    private int turn;
    private long calls;
    private long wrong;

    @SuppressWarnings("NullAway.Init") // Set by begin().
    private Stack stack;

    @SuppressWarnings("NullAway.Init") // Set by begin().
    private String token;

    /** Those who call the same lab. */
    static final class All {
        private final Queue<Caller> callers = new ConcurrentLinkedQueue<>();
        private final Surroundings surroundings;
        private final Stack stack;
        private final String token;

        All(Surroundings surroundings, Stack stack) {
            this.surroundings = surroundings;
            this.stack = stack;
            this.token = surroundings.tokens().issue(LIFETIME, LabRunner.SCOPE);
        }

        /**
         * Compares what was called with what came.
         *
         * @throws IllegalStateException when calls are missing or were made twice, or a token was verified for each call
         */
        void check() {
            long calls = callers.stream().mapToLong(caller -> caller.calls).sum();
            require(
                    surroundings.lab().calls() == calls,
                    "the lab was called " + surroundings.lab().calls() + " times");
            CallTimer timer = stack.timer();
            if (timer != null) {
                require(timer.count() == calls, "the timer has " + timer.count() + " calls");
                require(timer.isPlausible(), "the times do not fit");
            }
            require(surroundings.tokens().verifications() <= callers.size(), "the token is not kept");
        }

        private void require(boolean condition, String problem) {
            if (!condition) {
                throw new IllegalStateException(problem + ", but there were "
                        + callers.stream().mapToLong(caller -> caller.calls).sum() + " calls");
            }
        }
    }

    /** Begins. */
    void begin(All all) {
        stack = all.stack;
        token = all.token;
        all.callers.add(this);
    }

    /** Makes one call. */
    final void call() {
        int now = turn;
        turn = now + 1 == steps.size() ? 0 : now + 1;
        calls++;
        if (!fits(stack.call(token, steps.parameters(now)), steps.expected(now))) {
            wrong++;
        }
    }

    private static boolean fits(@Nullable Object result, int expected) {
        return result instanceof Integer number && number == expected;
    }

    /**
     * Looks back.
     *
     * @throws IllegalStateException when a result was wrong
     */
    void check() {
        if (wrong != 0) {
            throw new IllegalStateException(wrong + " of " + calls + " results were wrong");
        }
    }
}
