package dev.vagus.benchmarks.events;

import dev.vagus.benchmarks.DeliveryCounts;
import dev.vagus.benchmarks.Pace;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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
 * Question: what does a sent event cost when there are many handlers that do not want it? Hypothesis: the same, however
 * many there are, if their topics say so; where only a filter does, each is asked, here as at Felix. One handler wants all
 * events; 64 topics take turns, and each was sent once before. Each iteration fails when a delivery is missing or double,
 * and the trial when an event went astray.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 5,
        jvmArgsAppend = {"-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class UnmatchedHandlers {
    private static final int TOPICS = 64;

    /** Who delivers the events. */
    @Param({"VAGUS", "FELIX_NO_TIMEOUT"})
    public EventCarrier carrier = EventCarrier.VAGUS;

    /** What tells that the others do not want the events. */
    @Param
    public Crowd crowd = Crowd.TOPICS;

    /** How many others there are. */
    @Param({"10", "100", "1000", "10000"})
    public int others = 10;

    private final DeliveryCounts counts = new DeliveryCounts(1, 1);
    private final DeliveryCounts strays = new DeliveryCounts(1, 1);

    @SuppressWarnings("NullAway.Init") // Set by open().
    private EventFramework framework;

    @SuppressWarnings("NullAway.Init") // Set by open().
    private EventAdmin admin;

    @SuppressWarnings("NullAway.Init") // Set by its own open().
    private Publisher publisher;

    /** What tells that a handler does not want an event. */
    public enum Crowd {
        /** A topic of its own. */
        TOPICS,
        /** A wildcard of its own. */
        WILDCARDS,
        /** A filter of its own, on the topics of the events. */
        FILTERS;

        private Map<String, Object> other(int number) {
            return switch (this) {
                case TOPICS -> Matching.properties("lab/step" + number + "/Changed", "");
                case WILDCARDS -> Matching.properties("lab/step" + number + "/*", "");
                case FILTERS -> Matching.properties("lab/job/*", "(Module=Module" + number + ")");
            };
        }
    }

    /** The one publisher. */
    @State(Scope.Thread)
    public static class Publisher extends Pace {
        private final Event[] events = IntStream.range(0, TOPICS)
                .mapToObj(i -> EventTraffic.event("lab/job/Changed" + i, 0))
                .toArray(Event[]::new);
        private int turn;

        /** Starts to count. */
        @Setup(Level.Trial)
        public void open(UnmatchedHandlers question) {
            start(question.counts, 0, TOPICS);
            question.publisher = this;
            for (int i = 0; i < TOPICS; i++) {
                question.send(this);
            }
        }
    }

    /** Registers everybody. */
    @Setup(Level.Trial)
    public void open() {
        framework = carrier.open();
        admin = framework.admin();
        EventHandler stray = event -> strays.add(0, 0);
        for (int i = 0; i < others; i++) {
            framework.handle(EventHandler.class, stray, crowd.other(i));
        }
        EventHandler counted = event -> counts.add(0, 0);
        framework.handle(EventHandler.class, counted, Matching.properties("lab/job/*", ""));
    }

    /** Sends one event. */
    @Benchmark
    public void send(Publisher sender) {
        sender.sent();
        admin.sendEvent(sender.events[sender.turn++ & (TOPICS - 1)]);
    }

    /** Checks what was delivered. */
    @TearDown(Level.Iteration)
    public void check() {
        publisher.settle();
    }

    /**
     * Ends the framework.
     *
     * @throws IllegalStateException when a handler got what it does not want
     */
    @TearDown(Level.Trial)
    public void close() {
        framework.close();
        if (strays.total() > 0) {
            throw new IllegalStateException(strays.total() + " events came to handlers that do not match");
        }
    }
}
