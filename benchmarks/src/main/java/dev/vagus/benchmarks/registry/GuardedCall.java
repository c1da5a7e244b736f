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
 * Question: what does a call of a named operation with two parameters cost, through the check of its parameters, a gate that
 * looks its token up, a breaker and a timer, from one thread and from two? Hypothesis: at Vagus a third at most of what the
 * stack costs that a user assembles, and 300 bytes at most. Parameters are made beforehand; every result is looked at, calls are
 * counted by callers, lab and timer, and in the end each guard must refuse what it should.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 5,
        jvmArgsAppend = {"-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class GuardedCall {
    /** Who guards the calls. */
    @Param
    public GuardedCarrier carrier = GuardedCarrier.VAGUS;

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
        public void begin(GuardedCall question) {
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

    /** Checks the counts, and that nothing was left out, and closes it. */
    @TearDown(Level.Trial)
    public void close() {
        callers.check();
        GuardCheck.of(stack, surroundings);
        stack.close();
    }
}
