package dev.vagus.events.internal.tracking;

import dev.vagus.events.internal.engine.EventEngine;
import dev.vagus.events.internal.engine.HandlerEntry;
import dev.vagus.events.internal.engine.HandlerIdentity;
import dev.vagus.events.internal.engine.Interest;
import dev.vagus.events.internal.engine.Sink;
import org.jspecify.annotations.Nullable;

/**
 * The life of one handler service in the engine: in it while its properties are valid, out of it otherwise. The framework
 * may report changes and the end on different threads; they are taken one after the other under this object's lock, under
 * which no foreign code runs, and nothing comes after the end.
 */
final class TrackedHandler {
    private final EventEngine engine;
    private final HandlerIdentity identity;
    private final LazyService<?> service;
    private final Sink sink;
    private @Nullable HandlerEntry entry;
    private @Nullable Interest interest;
    private boolean ended;

    TrackedHandler(EventEngine engine, HandlerIdentity identity, LazyService<?> service, Sink sink) {
        this.engine = engine;
        this.identity = identity;
        this.service = service;
        this.sink = sink;
    }

    HandlerIdentity identity() {
        return identity;
    }

    /**
     * The handler wants this now. One that is to hear another past than before begins anew.
     *
     * @throws dev.vagus.events.internal.engine.PositionTakenException when another one has its position
     */
    synchronized void wants(Interest wanted) {
        if (ended) {
            return;
        }
        if (interest != null && !interest.replay().equals(wanted.replay())) {
            leave();
        }
        if (entry == null) {
            entry = engine.add(identity, wanted, sink);
        } else if (interest == null || !interest.isSameAs(wanted)) {
            engine.change(entry, wanted);
        }
        interest = wanted;
    }

    /** Whether it is in the engine. */
    synchronized boolean isServed() {
        return entry != null;
    }

    /** The handler cannot be served as it is now; its service object is given back until it can. */
    void invalid() {
        synchronized (this) {
            leave();
        }
        service.giveUp();
    }

    /** The handler is gone; its service object is given back. */
    void end() {
        synchronized (this) {
            ended = true;
            leave();
        }
        service.release();
    }

    private void leave() {
        if (entry != null) {
            engine.remove(entry);
            entry = null;
            interest = null;
        }
    }
}
