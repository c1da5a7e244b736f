package dev.vagus.events.internal.history;

import dev.vagus.events.ModuleEvent;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One place of the history: an event, or that there is none any more. True once its bytes are not counted any more, which
 * happens once. Its sequence is set before others can see it, and not afterwards.
 */
public final class Kept extends AtomicBoolean {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable ModuleEvent event;
    private final long bytes;
    private long sequence;

    private Kept(@Nullable ModuleEvent event, long bytes, long sequence) {
        this.event = event;
        this.bytes = bytes;
        this.sequence = sequence;
    }

    static Kept of(ModuleEvent event) {
        return new Kept(event, Sizes.of(event), -1);
    }

    /** A place with nothing in it. */
    static Kept nothing(long sequence) {
        return new Kept(null, 0, sequence);
    }

    /** The same for another place, to be counted anew. */
    Kept again() {
        return new Kept(event, bytes, -1);
    }

    void place(long number) {
        sequence = number;
    }

    /** Its number: the order in which events came into the history. */
    public long sequence() {
        return sequence;
    }

    long bytes() {
        return bytes;
    }

    boolean isEmpty() {
        return event == null;
    }

    /** Whether it is older than this, by the wall clock. */
    boolean isBefore(long millis) {
        return event != null && event.timestamp().toEpochMilli() < millis;
    }

    /** The event; not to be asked for where there is none. */
    public ModuleEvent event() {
        if (event == null) {
            throw new IllegalStateException("the place " + sequence + " of the history is empty");
        }
        return event;
    }

    /** True for the first who asks: that one takes its bytes off the books. */
    boolean uncount() {
        return compareAndSet(false, true);
    }
}
