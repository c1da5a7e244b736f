package dev.vagus.benchmarks.bus;

import dev.vagus.benchmarks.Pace;
import dev.vagus.benchmarks.bus.carrier.TracedTransport;
import dev.vagus.benchmarks.metrics.TracingCarrier;
import java.util.Map;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * Question: how many messages a second does one publisher bring to one subscriber on another thread when they can be traced,
 * and when they are? Hypothesis: with the component there and tracing off at least 98 % of those without; one that is traced
 * costs four records. Each iteration ends when every delivery was counted, and fails when one is missing or double.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
        value = 5,
        jvmArgsAppend = {"-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class TracedThroughput {
    /** How much of tracing there is. */
    @Param
    public TracingCarrier carrier = TracingCarrier.ABSENT;

    @SuppressWarnings("NullAway.Init") // Set by open().
    private Traffic traffic;

    /** The one publisher. */
    @State(Scope.Thread)
    public static class Publisher extends Pace {
        private final Map<String, Object> payload = Traffic.payload(0);

        /** Starts to count. */
        @Setup(Level.Trial)
        public void open(TracedThroughput question) {
            start(question.traffic.counts(), 0, Traffic.WINDOW);
            question.traffic.enlist(this);
        }
    }

    /** Opens the carrier with its subscribers. */
    @Setup(Level.Trial)
    public void open() {
        traffic = new Traffic(new TracedTransport(carrier), 1, 1, 0);
    }

    /** Sends one message, as soon as it may. */
    @Benchmark
    public void send(Publisher publisher) {
        publisher.beforeSend();
        traffic.send(publisher.payload);
    }

    /** Checks what was delivered, when all publishers have stopped. */
    @TearDown(Level.Iteration)
    public void check() {
        traffic.settle();
    }

    /** Closes the carrier. */
    @TearDown(Level.Trial)
    public void close() {
        traffic.close();
    }
}
