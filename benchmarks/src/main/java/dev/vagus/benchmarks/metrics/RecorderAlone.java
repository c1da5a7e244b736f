package dev.vagus.benchmarks.metrics;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
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
 * Question: what does it cost to record a duration, from one thread and from two in the same recorder? Hypothesis: with cells
 * that belong to threads a fraction of what atomic additions cost, though ours also keeps outcome, sum and maximum, and from
 * two threads the same as from one. Durations go up and down over some octaves, as those of calls do; the trial fails when one is
 * missing in the end.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 5,
        jvmArgsAppend = {"-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class RecorderAlone {
    private static final int DURATIONS = 1_024;

    /** Who records. */
    @Param
    public RecorderCarrier carrier = RecorderCarrier.VAGUS;

    @SuppressWarnings("NullAway.Init") // Set by open().
    private Histogram histogram;

    private final Queue<Source> sources = new ConcurrentLinkedQueue<>();

    /** One thread's durations. */
    @State(Scope.Thread)
    public static class Source {
        private final long[] durations = new long[DURATIONS];
        private long count;

        /** Makes them: from half a microsecond to some milliseconds. */
        @Setup(Level.Trial)
        public void begin(RecorderAlone question) {
            question.sources.add(this);
            for (int i = 0; i < DURATIONS; i++) {
                durations[i] = 500L + (i * 7_919L % DURATIONS) * (i % 8 == 0 ? 4_000 : 2);
            }
        }

        long next() {
            return durations[(int) count++ & DURATIONS - 1];
        }
    }

    /** Makes the recorder. */
    @Setup(Level.Trial)
    public void open() {
        histogram = carrier.open();
    }

    /** A duration of the only thread. */
    @Benchmark
    @Threads(1)
    public void oneThread(Source source) {
        histogram.record(source.next());
    }

    /** A duration of one of two threads. */
    @Benchmark
    @Threads(2)
    public void twoThreads(Source source) {
        histogram.record(source.next());
    }

    /**
     * Compares the counts.
     *
     * @throws IllegalStateException when they differ
     */
    @TearDown(Level.Trial)
    public void check() {
        long count = histogram.count();
        long recorded = sources.stream().mapToLong(source -> source.count).sum();
        if (count != recorded) {
            throw new IllegalStateException(recorded + " durations were recorded, but " + count + " are there");
        }
    }
}
