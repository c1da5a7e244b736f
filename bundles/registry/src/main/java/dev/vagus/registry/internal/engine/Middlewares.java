package dev.vagus.registry.internal.engine;

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

    /** Puts one in the place of another; either may be null for none. */
    synchronized void replace(@Nullable MiddlewareEntry before, @Nullable MiddlewareEntry now) {
        MiddlewareSet others = before == null ? present : present.without(before);
        present = now == null ? others : others.with(now);
        index.forEachEntry(OperationEntry::forgetChain);
    }

    /** Takes it out of all later calls, and drops the chains that hold it. */
    synchronized void remove(MiddlewareEntry entry) {
        present = present.without(entry);
        index.forEachEntry(OperationEntry::forgetChain);
    }

    synchronized void clear() {
        present = MiddlewareSet.EMPTY;
        index.forEachEntry(OperationEntry::forgetChain);
    }
}
