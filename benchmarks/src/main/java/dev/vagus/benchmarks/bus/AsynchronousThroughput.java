package dev.vagus.benchmarks.bus;

import dev.vagus.benchmarks.Deliveries;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
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
 * expiry and books, and near a bare queue. An operation is one message with all its deliveries; each invocation waits for
 * every delivery and fails when one is missing or double.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
        value = 5,
        jvmArgsAppend = {"-Xms1g", "-Xmx1g"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class AsynchronousThroughput {
    private static final int MESSAGES = 10_000;
    private static final int WINDOW = 1_024;
    private static final Map<String, Object> PAYLOAD =
            Map.of("Module", "LabRunner", "Setting", "MaxJobs", "OldValue", 5, "NewValue", 10);

    /** Who carries the messages. */
    @Param({"VAGUS", "GUAVA", "MBASSADOR", "JCTOOLS"})
    public Carrier carrier = Carrier.VAGUS;

    /** How many subscribers get each message. */
    @Param({"1", "8"})
    public int subscribers = 1;

    private Transport transport = new NoTransport();
    private Deliveries deliveries = new Deliveries(WINDOW, 1);

    /** The carriers. */
    public enum Carrier {
        /** The bus of Vagus. */
        VAGUS,
        /** Guava's asynchronous event bus. */
        GUAVA,
        /** MBassador, asynchronous. */
        MBASSADOR,
        /** A bare queue. */
        JCTOOLS;

        Transport open() {
            return switch (this) {
                case VAGUS -> new VagusTransport();
                case GUAVA -> new GuavaTransport();
                case MBASSADOR -> new MBassadorTransport();
                case JCTOOLS -> new JctoolsTransport();
            };
        }
    }

    /** Opens the carrier with its subscribers. */
    @Setup(Level.Trial)
    public void open() {
        transport = carrier.open();
        deliveries = new Deliveries(WINDOW, subscribers);
        Deliveries counted = deliveries;
        for (int i = 0; i < subscribers; i++) {
            transport.subscribe(payload -> {
                if (payload.size() == PAYLOAD.size()) {
                    counted.delivered();
                }
            });
        }
    }

    /** Sends and waits for every delivery. */
    @Benchmark
    @OperationsPerInvocation(MESSAGES)
    public void send() {
        for (int i = 0; i < MESSAGES; i++) {
            deliveries.beforeSend();
            transport.send(PAYLOAD);
        }
        deliveries.awaitAll();
    }

    /** Closes the carrier. */
    @TearDown(Level.Trial)
    public void close() {
        transport.close();
    }

    /** Stands in until the trial is set up. */
    private static final class NoTransport implements Transport {
        @Override
        public void subscribe(java.util.function.Consumer<Map<String, Object>> subscriber) {
            throw new IllegalStateException("not set up");
        }

        @Override
        public void send(Map<String, Object> payload) {
            throw new IllegalStateException("not set up");
        }

        @Override
        public void close() {
            throw new IllegalStateException("not set up");
        }
    }
}
