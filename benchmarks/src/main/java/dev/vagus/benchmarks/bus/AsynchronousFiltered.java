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
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.ThreadParams;

/**
 * Question: how many messages a second do two publishers bring to the one of eight subscribers, on other threads, whose
 * messages they are, with at most 1,024 under way? Each carrier tells messages apart in the way it does best; the bus of
 * Vagus by type, and for comparison by a filter on the payload. Hypothesis: Vagus is ahead of every bus. An operation is
 * one message; each iteration fails when a delivery is missing or double, and the trial when a message went astray.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
        value = 5,
        jvmArgsAppend = {"-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch"})
@Threads(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class AsynchronousFiltered {
    /** Who carries the messages. */
    @Param({"VAGUS", "VAGUS_METERED", "VAGUS_FILTER", "VERTX", "MBASSADOR", "GUAVA", "PEKKO", "SPRING", "CAMEL"})
    public AsynchronousCarrier carrier = AsynchronousCarrier.VAGUS;

    @SuppressWarnings("NullAway.Init") // Set by open().
    private Traffic traffic;

    /** One of the two publishers; each has half of the messages that may be under way. */
    @State(Scope.Thread)
    public static class Publisher extends Pace {
        private Map<String, Object> payload = Map.of();

        /** Starts to count. */
        @Setup(Level.Trial)
        public void open(AsynchronousFiltered question, ThreadParams thread) {
            payload = Traffic.payload(thread.getThreadIndex());
            start(question.traffic.counts(), thread.getThreadIndex(), Traffic.WINDOW / thread.getThreadCount());
            question.traffic.enlist(this);
        }
    }

    /** Opens the carrier with its subscribers. */
    @Setup(Level.Trial)
    public void open(BenchmarkParams run) {
        traffic = new Traffic(carrier.open(), run.getThreads(), 1, 7);
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
