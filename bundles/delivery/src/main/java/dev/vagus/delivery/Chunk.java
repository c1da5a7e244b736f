package dev.vagus.delivery;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** A run of slots of a {@link Lane}. */
final class Chunk<T> extends AtomicReferenceArray<@Nullable T> {
    private static final long serialVersionUID = 1L;
    private static final VarHandle LINK = CacheLine.field(MethodHandles.lookup(), Chunk.class, "link");

    /** The index of an item, shifted right by this, is the number of its chunk. */
    static final int SHIFT = 6;

    private static final int SLOTS = 1 << SHIFT;

    final long number;

    /** The next chunk, or this one itself when it was left. */
    transient volatile @Nullable Chunk<T> link;

    Chunk(long number) {
        super(SLOTS);
        this.number = number;
    }

    static int slot(long index) {
        return (int) index & SLOTS - 1;
    }

    /** The next chunk, appended when there is none yet. */
    @SuppressWarnings("unchecked")
    Chunk<T> next() {
        Chunk<T> next = link;
        if (next != null) {
            return next;
        }
        Chunk<T> made = new Chunk<>(number + 1);
        Chunk<T> other = (Chunk<T>) LINK.compareAndExchange(this, null, made);
        return other == null ? made : other;
    }
}
