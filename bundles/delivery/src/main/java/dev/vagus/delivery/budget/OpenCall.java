package dev.vagus.delivery.budget;

import org.jspecify.annotations.Nullable;

/**
 * A call of a handler as the watch sees it: its age is the time between the look that saw it first and now, so nobody
 * reads a clock for it. Only the watch touches what changes.
 */
public final class OpenCall {
    private final @Nullable Thread thread;
    private final int slot;
    private boolean seen;
    private long since;
    private long limitsPassed;
    private boolean blamed;

    /** A call that is on this thread. */
    public OpenCall(Thread thread) {
        this(thread, -1);
    }

    OpenCall(@Nullable Thread thread, int slot) {
        this.thread = thread;
        this.slot = slot;
    }

    int slot() {
        return slot;
    }

    @Nullable
    Thread thread() {
        return thread;
    }

    /** It is another call from now on. */
    public void another() {
        seen = false;
    }

    /** How long it has been seen, without the time that the watch itself lost. */
    public long age(long now, long lost) {
        if (!seen) {
            seen = true;
            since = now;
            limitsPassed = 0;
            blamed = false;
        } else {
            since += lost;
        }
        return now - since;
    }

    /** The look that saw it first. */
    long since() {
        return since;
    }

    /** Whether this call is blamed now and never was before. */
    boolean isFirstOverrun() {
        boolean first = !blamed;
        blamed = true;
        return first;
    }

    long limitsPassed() {
        return limitsPassed;
    }

    void limitsPassed(long count) {
        limitsPassed = count;
    }
}
