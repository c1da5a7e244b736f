package dev.vagus.benchmarks.bus.carrier;

import com.google.common.eventbus.AllowConcurrentEvents;
import com.google.common.eventbus.AsyncEventBus;
import com.google.common.eventbus.EventBus;
import com.google.common.eventbus.Subscribe;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;

/**
 * Guava's {@code EventBus} and {@code AsyncEventBus}, which route by the event's class. The asynchronous one has one
 * thread: it calls a subscriber under a lock unless that says that it is thread-safe, so more threads would only wait for
 * each other, and order would be lost.
 */
final class GuavaTransport implements Transport {
    private final EventBus bus;
    private final Runnable end;

    private GuavaTransport(EventBus bus, Runnable end) {
        this.bus = bus;
        this.end = end;
    }

    static GuavaTransport asynchronous() {
        ExecutorService thread = SubscriberThread.executor();
        return new GuavaTransport(new AsyncEventBus(thread), thread::shutdownNow);
    }

    /** On the caller's thread; subscribers are thread-safe, which spares the lock. */
    static GuavaTransport onCaller() {
        return new GuavaTransport(new EventBus(), () -> {});
    }

    @Override
    public void subscribe(Kind kind, Consumer<Map<String, Object>> subscriber) {
        bus.register(
                switch (kind) {
                    case CONFIG_CHANGED ->
                        bus instanceof AsyncEventBus
                                ? new OnConfigChanged(subscriber)
                                : new OnConfigChangedAnywhere(subscriber);
                    case JOB_DONE -> new OnJobDone(subscriber);
                });
    }

    @Override
    public void send(Map<String, Object> payload) {
        bus.post(new ConfigChanged(payload));
    }

    @Override
    public void close() {
        end.run();
    }

    /** A subscriber as Guava wants it. */
    record OnConfigChanged(Consumer<Map<String, Object>> subscriber) {
        @Subscribe
        public void on(ConfigChanged event) {
            subscriber.accept(event.payload());
        }
    }

    /** The same for any number of threads at once. */
    record OnConfigChangedAnywhere(Consumer<Map<String, Object>> subscriber) {
        @Subscribe
        @AllowConcurrentEvents
        public void on(ConfigChanged event) {
            subscriber.accept(event.payload());
        }
    }

    /** A subscriber to the other class. */
    record OnJobDone(Consumer<Map<String, Object>> subscriber) {
        @Subscribe
        public void on(JobDone event) {
            subscriber.accept(event.payload());
        }
    }
}
