package dev.vagus.benchmarks.bus;

import java.util.Map;
import java.util.function.Consumer;
import net.engio.mbassy.bus.MBassador;
import net.engio.mbassy.bus.config.BusConfiguration;
import net.engio.mbassy.bus.config.Feature;
import net.engio.mbassy.bus.error.IPublicationErrorHandler;
import net.engio.mbassy.listener.Handler;
import net.engio.mbassy.listener.Listener;
import net.engio.mbassy.listener.References;

/** MBassador with asynchronous publication and one dispatcher thread, which keeps order. */
final class MBassadorTransport implements Transport {
    private final MBassador<ConfigChanged> bus = new MBassador<>(new BusConfiguration()
            .addFeature(Feature.SyncPubSub.Default())
            .addFeature(Feature.AsynchronousHandlerInvocation.Default())
            .addFeature(Feature.AsynchronousMessageDispatch.Default().setNumberOfMessageDispatchers(1))
            .addPublicationErrorHandler(new IPublicationErrorHandler.ConsoleLogger()));

    /** The event: MBassador routes by class. */
    record ConfigChanged(Map<String, Object> payload) {}

    /** A subscriber as MBassador wants it. */
    @Listener(references = References.Strong)
    static final class Subscriber {
        private final Consumer<Map<String, Object>> subscriber;

        Subscriber(Consumer<Map<String, Object>> subscriber) {
            this.subscriber = subscriber;
        }

        @Handler
        public void on(ConfigChanged event) {
            subscriber.accept(event.payload());
        }
    }

    @Override
    public void subscribe(Consumer<Map<String, Object>> subscriber) {
        bus.subscribe(new Subscriber(subscriber));
    }

    @Override
    public void send(Map<String, Object> payload) {
        bus.publishAsync(new ConfigChanged(payload));
    }

    @Override
    public void close() {
        bus.shutdown();
    }
}
