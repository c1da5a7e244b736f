package dev.vagus.benchmarks.bus.carrier;

import java.util.Map;
import java.util.function.Consumer;
import net.engio.mbassy.bus.MBassador;
import net.engio.mbassy.bus.config.BusConfiguration;
import net.engio.mbassy.bus.config.Feature;
import net.engio.mbassy.bus.error.IPublicationErrorHandler;
import net.engio.mbassy.listener.Handler;
import net.engio.mbassy.listener.Listener;
import net.engio.mbassy.listener.References;

/**
 * MBassador with asynchronous publication, routing by class: {@code publishAsync} into the queue of one dispatcher, which
 * calls the handlers itself. That is less work for each message than {@code @Handler(delivery = Asynchronously)}, one
 * dispatcher keeps order, and strong references spare the look at weak ones.
 */
final class MBassadorTransport implements Transport {
    private final MBassador<Object> bus = new MBassador<>(new BusConfiguration()
            .addFeature(Feature.SyncPubSub.Default())
            .addFeature(Feature.AsynchronousHandlerInvocation.Default())
            .addFeature(Feature.AsynchronousMessageDispatch.Default().setNumberOfMessageDispatchers(1))
            .addPublicationErrorHandler(new IPublicationErrorHandler.ConsoleLogger()));

    @Override
    public void subscribe(Kind kind, Consumer<Map<String, Object>> subscriber) {
        bus.subscribe(listener(kind, subscriber));
    }

    static Object listener(Kind kind, Consumer<Map<String, Object>> subscriber) {
        return switch (kind) {
            case CONFIG_CHANGED -> new OnConfigChanged(subscriber);
            case JOB_DONE -> new OnJobDone(subscriber);
        };
    }

    @Override
    public void send(Map<String, Object> payload) {
        bus.publishAsync(new ConfigChanged(payload));
    }

    @Override
    public void close() {
        bus.shutdown();
    }

    /** A subscriber as MBassador wants it. */
    @Listener(references = References.Strong)
    static final class OnConfigChanged {
        private final Consumer<Map<String, Object>> subscriber;

        OnConfigChanged(Consumer<Map<String, Object>> subscriber) {
            this.subscriber = subscriber;
        }

        @Handler
        public void on(ConfigChanged event) {
            subscriber.accept(event.payload());
        }
    }

    /** A subscriber to the other class. */
    @Listener(references = References.Strong)
    static final class OnJobDone {
        private final Consumer<Map<String, Object>> subscriber;

        OnJobDone(Consumer<Map<String, Object>> subscriber) {
            this.subscriber = subscriber;
        }

        @Handler
        public void on(JobDone event) {
            subscriber.accept(event.payload());
        }
    }
}
