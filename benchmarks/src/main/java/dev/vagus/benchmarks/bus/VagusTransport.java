package dev.vagus.benchmarks.bus;

import dev.vagus.bus.ChannelSpec;
import dev.vagus.bus.MessageHandler;
import dev.vagus.bus.SubscriptionSpec;
import dev.vagus.bus.internal.engine.BusEngine;
import dev.vagus.bus.internal.engine.BusSettings;
import dev.vagus.bus.internal.engine.Clocks;
import dev.vagus.bus.internal.engine.Draft;
import dev.vagus.bus.internal.engine.Owner;
import dev.vagus.bus.internal.engine.Surroundings;
import dev.vagus.delivery.Dispatcher;
import dev.vagus.delivery.structure.Structures;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/** The bus of Vagus as its bundle puts it together: routing by channel and type, priorities, expiry, books. */
final class VagusTransport implements Transport {
    private static final String CHANNEL = "Configuration";
    private static final Owner PUBLISHER = new Owner("publisher", 1);
    private static final Owner SUBSCRIBER = new Owner("subscriber", 2);

    private final Dispatcher dispatcher = new Dispatcher("vagus-bus", 2, 64);
    private final BusEngine engine = new BusEngine(
            BusSettings.DEFAULTS,
            new Surroundings(dispatcher, (delay, task) -> () -> {}, Clocks.SYSTEM, new Structures()));

    VagusTransport() {
        engine.createChannel(ChannelSpec.named(CHANNEL));
    }

    @Override
    public void subscribe(Consumer<Map<String, Object>> subscriber) {
        MessageHandler<Map<String, Object>> handler = message -> subscriber.accept(message.data());
        engine.subscribe(SUBSCRIBER, SubscriptionSpec.on(CHANNEL).ofType("Config*"), Map.class, handler);
    }

    @Override
    public void send(Map<String, Object> payload) {
        engine.send(PUBLISHER, Draft.plain(CHANNEL, "ConfigChanged"), payload);
    }

    @Override
    public void close() {
        engine.close();
        dispatcher.stop(Duration.ZERO);
    }
}
