package dev.vagus.benchmarks.events;

import dev.vagus.benchmarks.Pace;
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
import org.osgi.service.event.Event;

/**
 * Question: how many events a second do two publishers bring to the one of eight handlers that wants them? Otherwise as
 * {@link EventAdminThroughput}; each publisher has half of the events that may be under way. Each iteration fails when a
 * delivery is missing or double, and the trial when an event went astray.
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
public class EventAdminFiltered {
    /** Who delivers the events. */
    @Param
    public EventCarrier carrier = EventCarrier.VAGUS;

    /** How handlers say what they want. */
    @Param
    public Matching matching = Matching.TOPIC;

    /** How many posted events are under way at most. */
    @Param("1024")
    public int underWay = 1024;

    @SuppressWarnings("NullAway.Init") // Set by open().
    private EventTraffic traffic;

    /** One of the two publishers. */
    @State(Scope.Thread)
    public static class Publisher extends Pace {
        private Event event = EventTraffic.event(Matching.TOPIC_OF_EVENTS, 0);

        /** Starts to count. */
        @Setup(Level.Trial)
        public void open(EventAdminFiltered question, ThreadParams thread) {
            event = EventTraffic.event(Matching.TOPIC_OF_EVENTS, thread.getThreadIndex());
            start(question.traffic.counts(), thread.getThreadIndex(), question.underWay / thread.getThreadCount());
            question.traffic.enlist(this);
        }
    }

    /** Opens the framework with its handlers. */
    @Setup(Level.Trial)
    public void open(BenchmarkParams run) {
        traffic = new EventTraffic(carrier.open(), matching, run.getThreads(), 1, 7);
    }

    /** Sends one event; its handlers have returned when this does. */
    @Benchmark
    public void send(Publisher publisher) {
        publisher.sent();
        traffic.admin().sendEvent(publisher.event);
    }

    /** Posts one event, as soon as it may. */
    @Benchmark
    public void post(Publisher publisher) {
        publisher.beforeSend();
        traffic.admin().postEvent(publisher.event);
    }

    /** Checks what was delivered, when all publishers have stopped. */
    @TearDown(Level.Iteration)
    public void check() {
        traffic.settle();
    }

    /** Closes the framework. */
    @TearDown(Level.Trial)
    public void close() {
        traffic.close();
    }
}
