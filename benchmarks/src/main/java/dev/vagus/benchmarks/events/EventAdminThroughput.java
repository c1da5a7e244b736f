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
import org.openjdk.jmh.annotations.Warmup;
import org.osgi.service.event.Event;

/**
 * Question: how many events a second does one publisher bring to one handler and to eight, sent and posted? Hypothesis: at
 * least 50 times as many as Felix Event Admin with its defaults, which hands each sent event over to another thread for each
 * handler, and at least 1.3 times as many as it does with its timeout switched off. An operation is one event with all its
 * deliveries; the event is made beforehand. Of posted events a bounded number is under way, so that it is the delivery that
 * is measured; each iteration fails when one is missing or double.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
        value = 5,
        jvmArgsAppend = {"-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class EventAdminThroughput {
    /** Who delivers the events. */
    @Param
    public EventCarrier carrier = EventCarrier.VAGUS;

    /** How handlers say what they want. */
    @Param
    public Matching matching = Matching.TOPIC;

    /** How many handlers get each event. */
    @Param({"1", "8"})
    public int handlers = 1;

    /** How many posted events are under way at most. */
    @Param("1024")
    public int underWay = 1024;

    @SuppressWarnings("NullAway.Init") // Set by open().
    private EventTraffic traffic;

    /** The one publisher. */
    @State(Scope.Thread)
    public static class Publisher extends Pace {
        private final Event event = EventTraffic.event(Matching.TOPIC_OF_EVENTS, 0);

        /** Starts to count. */
        @Setup(Level.Trial)
        public void open(EventAdminThroughput question) {
            start(question.traffic.counts(), 0, question.underWay);
            question.traffic.enlist(this);
        }
    }

    /** Opens the framework with its handlers. */
    @Setup(Level.Trial)
    public void open() {
        traffic = new EventTraffic(carrier.open(), matching, 1, handlers, 0);
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
