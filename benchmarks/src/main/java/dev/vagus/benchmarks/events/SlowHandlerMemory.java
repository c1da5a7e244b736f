package dev.vagus.benchmarks.events;

import dev.vagus.benchmarks.DeliveryCounts;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jmh.annotations.AuxCounters;
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
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;
import org.osgi.service.event.EventHandler;

/**
 * Question: how much memory do 1,000,000 events hold that are posted to a handler which takes a millisecond for each?
 * Hypothesis: no more than the 20,000 events that a mailbox holds, some 8 MB; Felix keeps them all. The figure is
 * {@code bytes}, the difference of the used heap before the first event and after the last, both collected, while the
 * handler is still at it; {@code dropped} is what was turned away and counted. Then the handler makes haste, and the run
 * fails unless every event was either delivered once or counted as dropped. One iteration, since JMH adds such figures up.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
        value = 5,
        jvmArgsAppend = {"-Xms1g", "-Xmx1g", "-XX:+UseSerialGC"})
@Warmup(iterations = 1)
@Measurement(iterations = 1)
public class SlowHandlerMemory {
    private static final long PAUSE_NANOS = 1_000_000;

    /** Between two collections, so that what the first has found to be unused is cleaned up. */
    private static final long GC_PAUSE_NANOS = 50_000_000;

    private static final long PATIENCE_NANOS = 60_000_000_000L;

    /** Who delivers the events. */
    @Param({"VAGUS", "FELIX_NO_TIMEOUT"})
    public EventCarrier carrier = EventCarrier.VAGUS;

    /** How many events are posted. */
    @Param("1000000")
    public int events = 1_000_000;

    private DeliveryCounts counts = new DeliveryCounts(1, 1);
    private volatile boolean slow;

    @SuppressWarnings("NullAway.Init") // Set by open().
    private EventFramework framework;

    /** The figures that are wanted. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Held {
        /** Bytes that are held when all are posted. */
        public long bytes;

        /** Events that were turned away. */
        public long dropped;
    }

    /** Opens the framework with its slow handler. */
    @Setup(Level.Iteration)
    public void open() {
        counts = new DeliveryCounts(1, 1);
        slow = true;
        framework = carrier.open();
        framework.handle(EventHandler.class, this::handle, Matching.TOPIC.matching());
    }

    private void handle(Event event) {
        if (slow) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        counts.add(0, 0);
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
            LockSupport.parkNanos(GC_PAUSE_NANOS);
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** Posts them all, and weighs. */
    @Benchmark
    public void post(Held held) {
        EventAdmin admin = framework.admin();
        long before = used();
        for (int i = 0; i < events; i++) {
            admin.postEvent(new Event(Matching.TOPIC_OF_EVENTS, Map.of("Module", "LabRunner", "Number", i)));
        }
        held.bytes = used() - before;
        held.dropped = framework.dropped();
    }

    /**
     * Ends the framework, once the handler has come to the end.
     *
     * @throws IllegalStateException when events are missing or double
     */
    @TearDown(Level.Iteration)
    public void close() {
        slow = false;
        long due = events - framework.dropped();
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (counts.get(0, 0) < due && System.nanoTime() < end) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        framework.close();
        counts.check(0, due);
    }
}
