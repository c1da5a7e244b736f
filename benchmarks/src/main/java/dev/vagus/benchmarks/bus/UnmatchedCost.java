package dev.vagus.benchmarks.bus;

import dev.vagus.benchmarks.DeliveryCounts;
import dev.vagus.benchmarks.Pace;
import dev.vagus.benchmarks.bus.carrier.VagusBus;
import dev.vagus.bus.ChannelSpec;
import dev.vagus.bus.MessageHandler;
import dev.vagus.bus.SubscriptionSnapshot;
import dev.vagus.bus.SubscriptionSpec;
import dev.vagus.bus.internal.engine.BusEngine;
import dev.vagus.bus.internal.engine.Owner;
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

/**
 * Question: what does a message cost when there are many subscriptions that do not hear its type, or many other channels
 * with a subscription each? Hypothesis: the same, however many there are. The message goes to one subscription on the
 * publisher's thread, so that nothing but the bus is measured; 64 types take turns, so that it is not always the same
 * route, and each was sent once before, unless every message is to have a type that nobody has sent yet. Each iteration
 * fails when a delivery is missing or double, and the trial when a message went astray.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 5,
        jvmArgsAppend = {"-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class UnmatchedCost {
    private static final String CHANNEL = "Configuration";
    private static final Owner PUBLISHER = new Owner("publisher", 1);
    private static final Owner SUBSCRIBER = new Owner("subscriber", 2);
    private static final int TYPES = 64;

    /** What there is much of. */
    @Param
    public Crowd crowd = Crowd.SUBSCRIPTIONS;

    /** How many of it do not match. */
    @Param({"10", "1000", "100000"})
    public int others = 10;

    /** Whether every message has a new type, whose route has to be found first. */
    @Param("false")
    public boolean newTypes = false;

    private final String[] types =
            IntStream.range(0, TYPES).mapToObj(i -> "Config.Changed" + i).toArray(String[]::new);
    private final DeliveryCounts counts = new DeliveryCounts(1, 1);
    private final DeliveryCounts strays = new DeliveryCounts(1, 1);

    @SuppressWarnings("NullAway.Init") // Set by open().
    private VagusBus bus;

    @SuppressWarnings("NullAway.Init") // Set by its own open().
    private Publisher publisher;

    /** What there may be much of. */
    public enum Crowd {
        /** Subscriptions on the same channel, each to a type of its own. */
        SUBSCRIPTIONS,
        /** Subscriptions on the same channel, each to a pattern of its own. */
        PATTERNS,
        /** Channels, each with one subscription to every type. */
        CHANNELS
    }

    /** The one publisher. */
    @State(Scope.Thread)
    public static class Publisher extends Pace {
        private final Map<String, Object> payload = Traffic.payload(0);
        private int turn;

        /** Starts to count. */
        @Setup(Level.Trial)
        public void open(UnmatchedCost question) {
            start(question.counts, 0, Traffic.WINDOW);
            question.publisher = this;
            for (int i = 0; i < TYPES; i++) {
                question.send(this);
            }
        }
    }

    /** Subscribes everybody. */
    @Setup(Level.Trial)
    public void open() {
        bus = new VagusBus();
        BusEngine engine = bus.engine();
        engine.createChannel(ChannelSpec.named(CHANNEL));
        MessageHandler<Map<String, Object>> counted = message -> counts.add(0, 0);
        MessageHandler<Map<String, Object>> stray = message -> strays.add(0, 0);
        for (int i = 0; i < others; i++) {
            SubscriptionSpec<Map<String, Object>> other =
                    switch (crowd) {
                        case SUBSCRIPTIONS -> SubscriptionSpec.on(CHANNEL).ofType("Job" + i);
                        case PATTERNS -> SubscriptionSpec.on(CHANNEL).ofType("Job" + i + ".*");
                        case CHANNELS -> SubscriptionSpec.on(newChannel(engine, i));
                    };
            engine.subscribe(SUBSCRIBER, other, Map.class, stray);
        }
        SubscriptionSpec<Map<String, Object>> wanted =
                SubscriptionSpec.on(CHANNEL).ofType("Config.*").onCaller();
        engine.subscribe(SUBSCRIBER, wanted, Map.class, counted);
    }

    private static String newChannel(BusEngine engine, int number) {
        String name = "Other" + number;
        engine.createChannel(ChannelSpec.named(name));
        return name;
    }

    /** Sends one message. */
    @Benchmark
    public void send(Publisher publisher) {
        publisher.sent();
        int turn = publisher.turn++;
        String type = newTypes ? "Config.New" + turn : types[turn & (TYPES - 1)];
        bus.engine().send(PUBLISHER, CHANNEL, type, publisher.payload);
    }

    /** Checks what was delivered. */
    @TearDown(Level.Iteration)
    public void check() {
        publisher.settle();
    }

    /**
     * Ends the bus.
     *
     * @throws IllegalStateException when a subscription got what it does not hear
     */
    @TearDown(Level.Trial)
    public void close() {
        long astray = bus.engine().subscriptions().stream()
                .filter(each -> !(each.channel().equals(CHANNEL) && each.type().startsWith("Config")))
                .mapToLong(SubscriptionSnapshot::offered)
                .sum();
        bus.close();
        if (astray + strays.total() > 0) {
            throw new IllegalStateException(astray + " messages were offered to subscriptions that do not match");
        }
    }
}
