package dev.vagus.benchmarks.breaker;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Question: what does a closed breaker cost each call, from one thread and from two at the same breaker? Hypothesis: that of
 * Vagus is at least as fast as resilience4j's and Failsafe's from one thread and at least twice as fast from two, since a
 * success writes nothing where failures in a row are counted, and a cell of its own thread where there is a window. An operation
 * is to ask, and to say that the call succeeded, or every so often that it failed; the trial fails when a call is refused, or when
 * the breaker does not open in the end.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 5,
        jvmArgsAppend = {"-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class BreakerAlone {
    /** Whose breaker it is. */
    @Param({"VAGUS", "RESILIENCE4J", "RESILIENCE4J_LOCK_FREE", "FAILSAFE"})
    public BreakerCarrier carrier = BreakerCarrier.VAGUS;

    /** When it opens. */
    @Param({"IN_A_ROW", "LAST_HUNDRED"})
    public Rule rule = Rule.IN_A_ROW;

    /** Every how manieth call of a thread fails; 0 for none. */
    @Param({"0", "100"})
    public int failEvery = 0;

    @SuppressWarnings("NullAway.Init") // Set by open().
    private Door door;

    /** One thread's calls. */
    @State(Scope.Thread)
    public static class Caller {
        private int untilFailure;
        private long refused;

        /** Begins. */
        @Setup(Level.Trial)
        public void begin(BreakerAlone question) {
            untilFailure = question.failEvery == 0 ? Integer.MAX_VALUE : question.failEvery;
        }

        /**
         * Checks.
         *
         * @throws IllegalStateException when a call was refused
         */
        @TearDown(Level.Iteration)
        public void check() {
            if (refused != 0) {
                throw new IllegalStateException(refused + " calls were refused");
            }
        }
    }

    /** Makes the breaker. */
    @Setup(Level.Trial)
    public void open() {
        door = carrier.open(rule);
    }

    /** A call of the only thread. */
    @Benchmark
    @Threads(1)
    public void oneThread(Caller caller) {
        call(caller);
    }

    /** A call of one of two threads. */
    @Benchmark
    @Threads(2)
    public void twoThreads(Caller caller) {
        call(caller);
    }

    private void call(Caller caller) {
        boolean passed;
        if (--caller.untilFailure == 0) {
            passed = door.fail();
            caller.untilFailure = failEvery == 0 ? Integer.MAX_VALUE : failEvery;
        } else {
            passed = door.succeed();
        }
        if (!passed) {
            caller.refused++;
        }
    }

    /**
     * Opens the breaker, to show that it has watched.
     *
     * @throws IllegalStateException when it does not open
     */
    @TearDown(Level.Trial)
    public void check() {
        check(door, rule);
    }

    static void check(Door door, Rule rule) {
        for (int i = 0; i < rule.failuresToOpen(); i++) {
            door.fail();
        }
        if (door.succeed()) {
            throw new IllegalStateException(
                    "the breaker is not open after " + rule.failuresToOpen() + " failures: it does not watch");
        }
    }
}
