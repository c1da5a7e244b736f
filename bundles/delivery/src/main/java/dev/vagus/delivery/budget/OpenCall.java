package dev.vagus.delivery.budget;

import org.jspecify.annotations.Nullable;

/**
 * A call of a handler as the watch sees it: its age is the time between the look that saw it first and now, so nobody
 * reads a clock for it. Only the watch touches what changes.
 */
public final class OpenCall {
    private final @Nullable Thread thread;
    private final int slot;
    private final boolean foreign;
    private boolean seen;
    private long since;
    private long limitsPassed;
    private boolean blamed;

    /** A call of an item out of the mailbox, on this thread of the dispatcher. */
    public OpenCall(Thread thread) {
        this(thread, -1, false);
    }

    /**
     * A call.
     *
     * @param foreign whether it is on a sender's thread, past the mailbox, so that pausing would not end such calls
     */
    OpenCall(@Nullable Thread thread, int slot, boolean foreign) {
        this.thread = thread;
        this.slot = slot;
        this.foreign = foreign;
    }

    boolean isForeign() {
        return foreign;
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
