package dev.vagus.delivery;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An unbounded first-in-first-out queue of many producers and one consumer, in linked chunks that are allocated as they
 * are needed and dropped as they are emptied.
 *
 * <p>A producer has an index, finds the chunk of that index and stores its item there; the order of the indices is the
 * order of the queue. The queue gives them out by one atomic addition ({@link #offer(Object)}), or somebody else does
 * ({@link #offer(long, Object)}), who may leave an index to {@linkplain #pass nobody}. Invariants:
 *
 * <ul>
 *   <li>Every index is given to one producer, which writes its slot once, and soon; the consumer empties it once.
 *   <li>The consumer stops at a slot of index {@code head} that is still empty, so {@code head} never passes an index whose
 *       item is not stored, and the chunk of an index that is not stored yet is reachable from {@code first}.
 *   <li>A chunk that the consumer has left links to itself. A producer that meets such a link, or a hint beyond its
 *       index, starts again from {@code first}. So emptied chunks hold no others alive.
 *   <li>The consumer empties the slots that it has passed when it comes to rest, and when it leaves the chunk: so a
 *       producer close ahead of it does not fight for their cache line, and at most one chunk of items is held that were
 *       taken already, none at rest.
 * </ul>
 *
 * <p>A producer that is held up between taking its index and storing its item hides what comes after it from the
 * consumer; it makes the consumer run when it has stored. {@link #offer} ends in a store that others may see late; who looks
 * next whether the consumer runs puts a fence between. The mailbox guards the consumer's methods by its token.
 */
final class Lane<T> extends LaneHead<T> {
    private static final VarHandle TAIL = field(MethodHandles.lookup(), LaneTail.class, "tail");

    /** What is stored at an index that nobody uses. */
    private static final Object NOBODY = new Object();

    @SuppressWarnings("unused")
    private long a1, a2, a3, a4, a5, a6, a7, a8;

    /** Appends the item. Called by any thread. */
    void offer(T item) {
        offer((long) TAIL.getAndAdd(this, 1L), item);
    }

    /** Stores the item at an index that the caller was given for this queue. Called by any thread. */
    void offer(long index, T item) {
        chunkOf(index >> Chunk.SHIFT).setRelease(Chunk.slot(index), item);
    }

    /** Says that there is no item at this index. Called by any thread. */
    @SuppressWarnings("unchecked")
    void pass(long index) {
        offer(index, (T) NOBODY);
    }

    private Chunk<T> chunkOf(long number) {
        Chunk<T> chunk = hint;
        if (chunk.number > number) {
            chunk = first;
        }
        while (chunk.number < number) {
            Chunk<T> next = chunk.next();
            chunk = next == chunk ? first : next;
            if (chunk.number == number) {
                hint = chunk;
            }
        }
        return chunk;
    }

    /** The oldest item, or null when there is none or it is not stored yet. Consumer only. */
    @Nullable
    T peek() {
        T item = next();
        while (item == NOBODY) {
            head++;
            item = next();
        }
        return item;
    }

    private @Nullable T next() {
        Chunk<T> chunk = first;
        if (head >> Chunk.SHIFT != chunk.number) {
            emptyPassed(chunk);
            Chunk<T> next = chunk.link;
            if (next == null) {
                return null;
            }
            first = next;
            chunk.link = chunk;
            chunk = next;
        }
        return chunk.get(Chunk.slot(head));
    }

    /** Lets go of the items that were taken. Consumer only, when it comes to rest. */
    void tidy() {
        Chunk<T> chunk = first;
        if (emptied >> Chunk.SHIFT == chunk.number) {
            emptyPassed(chunk);
        }
    }

    private void emptyPassed(Chunk<T> chunk) {
        while (emptied < head) {
            chunk.setPlain(Chunk.slot(emptied), null);
            emptied++;
        }
    }

    /** Whether an item seems to wait. Any thread; a hint that may be wrong either way. */
    boolean seemsWaiting() {
        Chunk<T> chunk = first;
        long index = head;
        if (index >> Chunk.SHIFT == chunk.number) {
            return chunk.get(Chunk.slot(index)) != null;
        }
        Chunk<T> next = chunk.link;
        return next != null && next.get(0) != null;
    }

    /** Removes and returns the oldest item, or null as {@link #peek}. Consumer only. */
    @Nullable
    T poll() {
        T item = peek();
        if (item != null) {
            head++;
        }
        return item;
    }

    /** Shows every stored item up to the first that is not, oldest first. Consumer only. */
    void forEach(Consumer<? super T> visitor) {
        if (peek() == null) {
            return;
        }
        Chunk<T> chunk = first;
        for (long i = head; ; i++) {
            if (i >> Chunk.SHIFT != chunk.number) {
                Chunk<T> next = chunk.link;
                if (next == null) {
                    return;
                }
                chunk = next;
            }
            T item = chunk.get(Chunk.slot(i));
            if (item == null) {
                return;
            }
            if (item != NOBODY) {
                visitor.accept(item);
            }
        }
    }
}
