package dev.vagus.benchmarks.bus;

import com.google.common.eventbus.AsyncEventBus;
import com.google.common.eventbus.Subscribe;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Guava's {@code AsyncEventBus} on one thread, which keeps order as a mailbox does. */
final class GuavaTransport implements Transport {
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final AsyncEventBus bus = new AsyncEventBus(thread);

    /** The event: Guava routes by class. */
    record ConfigChanged(Map<String, Object> payload) {}

    /** A subscriber as Guava wants it. */
    static final class Listener {
        private final Consumer<Map<String, Object>> subscriber;

        Listener(Consumer<Map<String, Object>> subscriber) {
            this.subscriber = subscriber;
        }

        @Subscribe
        public void on(ConfigChanged event) {
            subscriber.accept(event.payload());
        }
    }

    @Override
    public void subscribe(Consumer<Map<String, Object>> subscriber) {
        bus.register(new Listener(subscriber));
    }

    @Override
    public void send(Map<String, Object> payload) {
        bus.post(new ConfigChanged(payload));
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
