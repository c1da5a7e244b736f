package dev.vagus.benchmarks.registry;

import dev.vagus.benchmarks.metrics.TracingCarrier;
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
 * Question: what does it cost a call with nothing around it that it can be traced, and that it is? Hypothesis: with the
 * component there and tracing off at least 98 % of the calls that are made without; one that is traced costs two records. Every
 * result is looked at, calls are counted by callers and lab, and tracing must have recorded something, or nothing.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 5,
        jvmArgsAppend = {"-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class TracedCall {
    /** How much of tracing there is. */
    @Param
    public TracingCarrier carrier = TracingCarrier.ABSENT;

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
        public void begin(TracedCall question) {
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
        stack = new TracedStack(surroundings, carrier);
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
