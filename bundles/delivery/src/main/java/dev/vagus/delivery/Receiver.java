package dev.vagus.delivery;

import dev.vagus.delivery.budget.HandlerWatch;
import org.jspecify.annotations.Nullable;

/**
 * Takes the items out of a mailbox, one at a time, on a thread of its executor. It holds whatever the mailbox itself must
 * not: a module's handler.
 */
public interface Receiver<T> {
    /** The deadline of an item that never expires. */
    long NEVER = Long.MAX_VALUE;

    /** When the item expires, in nanoseconds of the mailbox's clock, or {@link #NEVER}. */
    default long deadline(T item) {
        return NEVER;
    }

    /** Who it is, for logs. */
    default String name() {
        return getClass().getName();
    }

    /** Who watches the time that it takes; null for nobody. */
    default @Nullable HandlerWatch watch() {
        return null;
    }

    /** Handles the item. What it throws, errors included, counts as {@link Verdict#DEAD}. May block. */
    Verdict receive(T item);

    /**
     * The same on a thread that keeps its {@link dev.vagus.spi.FlowContext} at this place, which whoever hands out many items
     * has asked for once.
     */
    default Verdict receive(T item, @Nullable Object[] place) {
        return receive(item);
    }

    /** Hears of an item that expired before {@link #receive} was tried. */
    default void expired(T item) {}
}
