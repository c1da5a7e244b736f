package dev.vagus.benchmarks.bus.carrier;

import java.util.Map;
import java.util.function.Consumer;
import net.engio.mbassy.bus.SyncMessageBus;
import net.engio.mbassy.bus.config.BusConfiguration;
import net.engio.mbassy.bus.config.Feature;
import net.engio.mbassy.bus.error.IPublicationErrorHandler;

/** MBassador's {@code SyncMessageBus}, its bus without threads: handlers run on the caller's. */
final class MBassadorCallerTransport implements Transport {
    private final SyncMessageBus<Object> bus = new SyncMessageBus<>(new BusConfiguration()
            .addFeature(Feature.SyncPubSub.Default())
            .addPublicationErrorHandler(new IPublicationErrorHandler.ConsoleLogger()));

    @Override
    public void subscribe(Kind kind, Consumer<Map<String, Object>> subscriber) {
        bus.subscribe(MBassadorTransport.listener(kind, subscriber));
    }

    @Override
    public void send(Map<String, Object> payload) {
        bus.publish(new ConfigChanged(payload));
    }

    @Override
    public void close() {
        // It has no threads.
    }
}
