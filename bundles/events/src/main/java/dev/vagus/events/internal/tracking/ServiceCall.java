package dev.vagus.events.internal.tracking;

import dev.vagus.events.internal.engine.Occurrence;
import dev.vagus.events.internal.engine.Sink;
import org.jspecify.annotations.Nullable;

/** Brings events to one handler service, whose object is fetched at the first of them. Thread-safe. */
final class ServiceCall<S> implements Sink {
    private final LazyService<S> service;
    private volatile @Nullable Delivery<S> delivery;

    ServiceCall(LazyService<S> service) {
        this.service = service;
    }

    /** Calls a handler with what it understands. */
    @FunctionalInterface
    interface Delivery<S> {
        void deliver(S handler, Occurrence occurrence) throws Exception;
    }

    /** From now on it is called in this way. */
    void by(Delivery<S> changed) {
        delivery = changed;
    }

    @Override
    public void accept(Occurrence occurrence) throws Exception {
        Delivery<S> current = delivery;
        if (current != null) {
            current.deliver(service.get(), occurrence);
        }
    }
}
