package dev.vagus.benchmarks.bus;

import dev.vagus.benchmarks.Pace;
import dev.vagus.benchmarks.bus.carrier.AsynchronousCarrier;
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
 * Question: how many messages a second does one publisher bring to subscribers on other threads, with at most 1,024 under
 * way? Hypothesis: the bus of Vagus is ahead of every bus that routes by name or class, though it also keeps priorities,
 * expiry, redelivery and books, and near a bare queue. An operation is one message with all its deliveries; each
 * iteration ends when every delivery was counted, and fails when one is missing or double.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
        value = 5,
        jvmArgsAppend = {"-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class AsynchronousThroughput {
    /** Who carries the messages. */
    @Param({"VAGUS", "VAGUS_METERED", "VERTX", "MBASSADOR", "GUAVA", "PEKKO", "SPRING", "CAMEL", "JCTOOLS", "DISRUPTOR"
    })
    public AsynchronousCarrier carrier = AsynchronousCarrier.VAGUS;

    /** How many subscribers get each message. */
    @Param({"1", "8"})
    public int subscribers = 1;

    @SuppressWarnings("NullAway.Init") // Set by open().
    private Traffic traffic;

    /** The one publisher. */
    @State(Scope.Thread)
    public static class Publisher extends Pace {
        private final Map<String, Object> payload = Traffic.payload(0);

        /** Starts to count. */
        @Setup(Level.Trial)
        public void open(AsynchronousThroughput question) {
            start(question.traffic.counts(), 0, Traffic.WINDOW);
            question.traffic.enlist(this);
        }
    }

    /** Opens the carrier with its subscribers. */
    @Setup(Level.Trial)
    public void open() {
        traffic = new Traffic(carrier.open(), 1, subscribers, 0);
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
