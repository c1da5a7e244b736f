package dev.vagus.benchmarks.bus;

import dev.vagus.benchmarks.DeliveryCounts;
import dev.vagus.benchmarks.bus.carrier.VagusBus;
import dev.vagus.bus.ChannelSpec;
import dev.vagus.bus.MessageHandler;
import dev.vagus.bus.SubscriptionSpec;
import dev.vagus.bus.internal.engine.BusEngine;
import dev.vagus.bus.internal.engine.Owner;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
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
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;

/**
 * Question: how many bytes does a subscription hold that has nothing to do, its mailbox included? The figure is
 * {@code bytes}, the difference of the used heap before and after, both collected, for each of 10,000 subscriptions, in the
 * first iteration after the warm-up, since JMH adds such figures up; the time is that of subscribing and weighing. Hypothesis:
 * some 2 KB, most of it the padding of what several threads write, and not much more once it has been used and is empty
 * again.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
        value = 5,
        jvmArgsAppend = {"-Xms1g", "-Xmx1g", "-XX:+UseSerialGC"})
@Warmup(iterations = 3)
@Measurement(iterations = 3)
public class IdleMemory {
    private static final String CHANNEL = "Configuration";
    private static final Owner MODULE = new Owner("module", 1);
    private static final int SUBSCRIPTIONS = 10_000;

    /** How many messages each subscription has had before. */
    @Param({"0", "10"})
    public int messages = 0;

    private @Nullable VagusBus bus;
    private WeakReference<@Nullable BusEngine> former = new WeakReference<>(null);

    private final DeliveryCounts counts = new DeliveryCounts(SUBSCRIPTIONS, 1);
    private long before;
    private boolean weighed;

    /** The figure that is wanted. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Held {
        /** Bytes for each subscription. */
        public long bytes;
    }

    /** Opens a bus with one channel, so that they do not count. */
    @Setup(Level.Iteration)
    public void open() {
        awaitGone();
        VagusBus fresh = new VagusBus();
        fresh.engine().createChannel(ChannelSpec.named(CHANNEL));
        bus = fresh;
        before = used();
    }

    /** The bus of the last iteration must not be weighed: its threads may take a moment to end. */
    private void awaitGone() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (former.get() != null) {
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException("the closed bus of the last iteration is still held");
            }
            System.gc();
            LockSupport.parkNanos(1_000_000);
        }
    }

    private BusEngine engine() {
        return Objects.requireNonNull(bus).engine();
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** Subscribes, lets messages through, and weighs. */
    @Benchmark
    public void subscribe(Held held, IterationParams iteration) {
        for (int i = 0; i < SUBSCRIPTIONS; i++) {
            int subscriber = i;
            MessageHandler<Map<String, Object>> handler = message -> counts.add(subscriber, 0);
            engine().subscribe(MODULE, SubscriptionSpec.on(CHANNEL), Map.class, handler);
        }
        Map<String, Object> payload = Traffic.payload(0);
        for (int i = 0; i < messages; i++) {
            engine().send(MODULE, CHANNEL, "ConfigChanged", payload);
        }
        engine().control().drain(CHANNEL, Duration.ofSeconds(30));
        long bytes = (used() - before) / SUBSCRIPTIONS;
        if (iteration.getType() == IterationType.MEASUREMENT && !weighed) {
            held.bytes = bytes;
            weighed = true;
        }
    }

    /**
     * Ends the bus.
     *
     * @throws IllegalStateException when messages are missing
     */
    @TearDown(Level.Iteration)
    public void close() {
        long delivered = engine().subscriptions().stream()
                .mapToLong(each -> each.delivered())
                .sum();
        former = new WeakReference<>(engine());
        Objects.requireNonNull(bus).close();
        bus = null;
        if (delivered != (long) SUBSCRIPTIONS * messages) {
            throw new IllegalStateException(delivered + " deliveries to " + SUBSCRIPTIONS + " subscriptions");
        }
    }
}
