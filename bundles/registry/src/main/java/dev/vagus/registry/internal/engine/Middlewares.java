package dev.vagus.registry.internal.engine;

import dev.vagus.delivery.gate.Gates;
import dev.vagus.delivery.trace.TracerSlot;
import dev.vagus.spi.PolicySource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The present middleware, swapped as a whole when one comes or goes. Read without a lock. */
final class Middlewares {
    private final OperationIndex index;
    private volatile MiddlewareSet present = MiddlewareSet.EMPTY;

    Middlewares(OperationIndex index) {
        this.index = index;
    }

    MiddlewareSet present() {
        return present;
    }

    synchronized void add(MiddlewareEntry entry) {
        present = present.with(entry);
    }

    /** Puts one in the place of another; either may be null for none. What a factory made stays while it is there. */
    void replace(@Nullable MiddlewareEntry before, @Nullable MiddlewareEntry now) {
        MiddlewareSet fresh;
        synchronized (this) {
            MiddlewareSet others = before == null ? present : present.without(before);
            fresh = now == null ? others : others.with(now);
            present = fresh;
        }
        index.forEachEntry(entry -> entry.forgetChain(fresh));
    }

    /** Takes it out of all later calls, and drops the chains that hold it. */
    void remove(MiddlewareEntry entry) {
        replace(entry, null);
    }

    /** Takes all of this name out of all later calls; how many that were. */
    int remove(String name) {
        List<MiddlewareEntry> named = present.entries().stream()
                .filter(entry -> entry.name().equals(name))
                .toList();
        named.forEach(this::remove);
        return named.size();
    }

    /** Policies have come, changed or gone. */
    void policies(@Nullable PolicySource source) {
        MiddlewareSet fresh;
        synchronized (this) {
            fresh = present.with(source);
            present = fresh;
        }
        index.forEachEntry(entry -> entry.forgetChain(fresh));
    }

    /** The gate has changed. It is asked for in one step with taking it up, so that the last one to do so has the last. */
    @SuppressWarnings("ReferenceEquality") // its identity is what chains are known by
    void behind(Gates gates) {
        MiddlewareSet fresh;
        synchronized (this) {
            if (present.gate() == gates.effective()) {
                return;
            }
            fresh = present.behind(gates.effective());
            present = fresh;
        }
        index.forEachEntry(entry -> entry.forgetChain(fresh));
    }

    /** The tracer has changed; asked for in one step with taking it up, likewise. */
    void tracedBy(TracerSlot tracers) {
        MiddlewareSet fresh;
        synchronized (this) {
            fresh = present.tracedBy(tracers.now());
            present = fresh;
        }
        index.forEachEntry(entry -> entry.forgetChain(fresh));
    }

    void clear() {
        synchronized (this) {
            present = MiddlewareSet.EMPTY.behind(present.gate()).tracedBy(present.tracer());
        }
        index.forEachEntry(OperationEntry::close);
    }
}
