package dev.vagus.benchmarks.events;

import dev.vagus.benchmarks.DeliveryCounts;
import dev.vagus.benchmarks.Pace;
import dev.vagus.events.EventHistory;
import dev.vagus.events.EventPublisher;
import dev.vagus.events.EventSubscriber;
import dev.vagus.events.ModuleEventHandler;
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
 * Question: what does it cost a publisher that the history keeps its events in memory? Hypothesis: at most 100 ns and 100
 * bytes. 2,000 is the default, 0 none. Without a handler it is the publisher's own part that is measured; with one, at most
 * 1,024 events are under way. Each iteration fails when a delivery is missing or double, and the trial when the history was
 * not given exactly what was published.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 5,
        jvmArgsAppend = {"-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class PublishHistory {
    private static final int UNDER_WAY = 1_024;

    /** How many events the history keeps. */
    @Param({"2000", "0"})
    public int history = 2_000;

    /** How many handlers get each event. */
    @Param({"0", "1"})
    public int handlers = 0;

    @SuppressWarnings("NullAway.Init") // Set by open().
    private DeliveryCounts counts;

    @SuppressWarnings("NullAway.Init") // Set by open().
    private EventFramework framework;

    @SuppressWarnings("NullAway.Init") // Set by open().
    private EventPublisher events;

    @SuppressWarnings("NullAway.Init") // Set by its own open().
    private Publisher publisher;

    /** The one publisher. */
    @State(Scope.Thread)
    public static class Publisher extends Pace {
        private final Map<String, Object> data =
                Map.of("Module", "LabRunner", "Setting", "MaxJobs", "NewValue", 10, "Job", 17);
        private long published;

        /** Starts to count. */
        @Setup(Level.Trial)
        public void open(PublishHistory question) {
            start(question.counts, 0, UNDER_WAY);
            question.publisher = this;
        }
    }

    /** Opens the framework with its handlers. */
    @Setup(Level.Trial)
    public void open() {
        counts = new DeliveryCounts(handlers, 1);
        framework = EventFramework.vagus(Map.of("history.capacity", history));
        events = framework.service(EventPublisher.class);
        for (int i = 0; i < handlers; i++) {
            int handler = i;
            ModuleEventHandler counting = event -> counts.add(handler, 0);
            framework.handle(ModuleEventHandler.class, counting, Map.of(EventSubscriber.PROPERTY, "Lab*"));
        }
    }

    /** Publishes one event, as soon as it may. */
    @Benchmark
    public void publish(Publisher own) {
        own.beforeSend();
        own.published++;
        events.publish("LabStepStarted", own.data);
    }

    /** Checks what was delivered. */
    @TearDown(Level.Iteration)
    public void check() {
        publisher.settle();
    }

    /**
     * Ends the framework.
     *
     * @throws IllegalStateException when the history was given something else
     */
    @TearDown(Level.Trial)
    public void close() {
        long recorded = framework.service(EventHistory.class).snapshot().recorded();
        framework.close();
        long due = history == 0 ? 0 : publisher.published;
        if (recorded != due) {
            throw new IllegalStateException("the history was given " + recorded + " events instead of " + due);
        }
    }
}
