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
 * Question: how long does it take from the publisher's call until a subscriber on another thread has the message and the
 * publisher sees that it has? Hypothesis: with the bus of Vagus no longer than with Reactor's {@code publishOn}, at the
 * median and at the 99th percentile. An operation is one message; the next one is sent when it has arrived, so there is
 * never a queue. Without a pause the subscriber's thread is awake still; with one it may have to be woken.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 5,
        jvmArgsAppend = {"-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class HandOffLatency {
    /** Who carries the messages. */
    @Param({"VAGUS", "REACTOR", "VERTX", "MBASSADOR", "GUAVA", "PEKKO", "SPRING", "CAMEL", "JCTOOLS", "DISRUPTOR"})
    public AsynchronousCarrier carrier = AsynchronousCarrier.VAGUS;

    /** How long the publisher rests between two messages, in microseconds; not part of the time that is measured. */
    @Param("0")
    public long restMicros = 0;

    @SuppressWarnings("NullAway.Init") // Set by open().
    private Traffic traffic;

    /** The one publisher. */
    @State(Scope.Thread)
    public static class Publisher extends Pace {
        private final Map<String, Object> payload = Traffic.payload(0);

        /** Starts to count. */
        @Setup(Level.Trial)
        public void open(HandOffLatency question) {
            start(question.traffic.counts(), 0, Traffic.WINDOW);
            question.traffic.enlist(this);
        }

        /** Rests. */
        @Setup(Level.Invocation)
        public void rest(HandOffLatency question) {
            if (question.restMicros > 0) {
                long end = System.nanoTime() + TimeUnit.MICROSECONDS.toNanos(question.restMicros);
                while (System.nanoTime() - end < 0) {
                    Thread.onSpinWait();
                }
            }
        }
    }

    /** Opens the carrier with its subscribers. */
    @Setup(Level.Trial)
    public void open() {
        traffic = new Traffic(carrier.open(), 1, 1, 0);
    }

    /** Sends one message and waits until it has arrived. */
    @Benchmark
    public void handOff(Publisher publisher) {
        publisher.sent();
        traffic.send(publisher.payload);
        publisher.awaitHandOff();
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
