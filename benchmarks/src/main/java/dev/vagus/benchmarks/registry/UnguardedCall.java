package dev.vagus.benchmarks.registry;

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
 * Question: what does it cost to look an operation up by its name and call it, without anything around it that is not always
 * there (the check of the parameters, the deadline)? Hypothesis: at Vagus 100 ns more at most than the direct Java call. Every
 * result is looked at, and calls are counted by callers and lab.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 5,
        jvmArgsAppend = {"-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class UnguardedCall {
    /** Who calls. */
    @Param
    public UnguardedCarrier carrier = UnguardedCarrier.VAGUS;

    @SuppressWarnings("NullAway.Init") // Set by open().
    private Surroundings surroundings;

    @SuppressWarnings("NullAway.Init") // Set by open().
    private Stack stack;

    @SuppressWarnings("NullAway.Init") // Set by open().
    private Caller.All callers;

    /** One thread's calls. */
    @State(Scope.Thread)
    public static class Thread extends Caller {
        /** Begins. */
        @Setup(Level.Trial)
        public void begin(UnguardedCall question) {
            begin(question.callers);
        }

        /** Checks the results. */
        @TearDown(Level.Iteration)
        public void checkResults() {
            check();
        }
    }

    /** Opens it. */
    @Setup(Level.Trial)
    public void open() {
        surroundings = new Surroundings();
        stack = carrier.open(surroundings);
        callers = new Caller.All(surroundings, stack);
    }

    /** A call of the only thread. */
    @Benchmark
    @Threads(1)
    public void oneThread(Thread caller) {
        caller.call();
    }

    /** A call of one of two threads. */
    @Benchmark
    @Threads(2)
    public void twoThreads(Thread caller) {
        caller.call();
    }

    /** Checks the counts and closes it. */
    @TearDown(Level.Trial)
    public void close() {
        callers.check();
        stack.close();
    }
}
