package dev.vagus.benchmarks.bus.carrier;

import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.SimpleApplicationEventMulticaster;
import org.springframework.core.ResolvableType;

/**
 * Spring's {@code SimpleApplicationEventMulticaster}, which routes by the event's class and caches who listens to which:
 * with an executor of one thread, which keeps order, or without one, on the caller's. The event's type is given with it,
 * so that it is not worked out for each event; listeners are classes, not lambdas, whose type would not be known.
 */
final class SpringTransport implements Transport {
    private static final ResolvableType TYPE = ResolvableType.forClass(ConfigChangedEvent.class);

    private final SimpleApplicationEventMulticaster multicaster = new SimpleApplicationEventMulticaster();
    private final Runnable end;

    private SpringTransport(Runnable end) {
        this.end = end;
    }

    static SpringTransport asynchronous() {
        ExecutorService thread = SubscriberThread.executor();
        SpringTransport transport = new SpringTransport(thread::shutdownNow);
        transport.multicaster.setTaskExecutor(thread);
        return transport;
    }

    static SpringTransport onCaller() {
        return new SpringTransport(() -> {});
    }

    @Override
    public void subscribe(Kind kind, Consumer<Map<String, Object>> subscriber) {
        multicaster.addApplicationListener(
                switch (kind) {
                    case CONFIG_CHANGED -> new OnConfigChanged(subscriber);
                    case JOB_DONE -> new OnJobDone(subscriber);
                });
    }

    @Override
    public void send(Map<String, Object> payload) {
        multicaster.multicastEvent(new ConfigChangedEvent(this, payload), TYPE);
    }

    @Override
    public void close() {
        end.run();
    }

    /** The event as Spring wants it. */
    static final class ConfigChangedEvent extends ApplicationEvent {
        private final transient Map<String, Object> payload;

        ConfigChangedEvent(Object source, Map<String, Object> payload) {
            super(source);
            this.payload = payload;
        }
    }

    /** The other event. */
    static final class JobDoneEvent extends ApplicationEvent {
        private final transient Map<String, Object> payload;

        JobDoneEvent(Object source, Map<String, Object> payload) {
            super(source);
            this.payload = payload;
        }
    }

    /** A subscriber as Spring wants it. */
    static final class OnConfigChanged implements ApplicationListener<ConfigChangedEvent> {
        private final Consumer<Map<String, Object>> subscriber;

        OnConfigChanged(Consumer<Map<String, Object>> subscriber) {
            this.subscriber = subscriber;
        }

        @Override
        public void onApplicationEvent(ConfigChangedEvent event) {
            subscriber.accept(event.payload);
        }
    }

    /** A subscriber to the other class. */
    static final class OnJobDone implements ApplicationListener<JobDoneEvent> {
        private final Consumer<Map<String, Object>> subscriber;

        OnJobDone(Consumer<Map<String, Object>> subscriber) {
            this.subscriber = subscriber;
        }

        @Override
        public void onApplicationEvent(JobDoneEvent event) {
            subscriber.accept(event.payload);
        }
    }
}
