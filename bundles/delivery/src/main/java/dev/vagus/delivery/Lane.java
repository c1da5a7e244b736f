package dev.vagus.delivery;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An unbounded first-in-first-out queue of many producers and one consumer, in linked chunks that are allocated as they
 * are needed and dropped as they are emptied.
 *
 * <p>A producer takes the next index by one atomic addition, finds the chunk of that index and stores its item there; the
 * order of the indices is the order of the queue. Invariants:
 *
 * <ul>
 *   <li>A slot is written once by the producer that owns its index, and emptied once by the consumer.
 *   <li>The consumer stops at a slot that is still empty, so {@code head} never passes an index whose item is not stored,
 *       and the chunk of an index that is not stored yet is reachable from {@code first}.
 *   <li>A chunk that the consumer has left links to itself. A producer that meets such a link, or a hint beyond its
 *       index, starts again from {@code first}. So emptied chunks hold no others alive.
 * </ul>
 *
 * <p>A producer that is held up between taking its index and storing its item hides what comes after it from the
 * consumer; it makes the consumer run when it has stored. {@link #offer} ends in a volatile store, on which the mailbox's
 * scheduling relies. The mailbox guards the consumer's methods by its token.
 */
final class Lane<T> {
    private static final int CHUNK = 64;

    private final PaddedCounter tail = new PaddedCounter();
    private volatile Chunk<T> hint;
    private volatile Chunk<T> first;

    /** Guarded by the consumer's token. */
    private long head;

    Lane() {
        hint = new Chunk<>(0);
        first = hint;
    }

    /** Appends the item. Called by any thread. */
    void offer(T item) {
        long index = tail.getAndIncrement();
        chunkOf(index / CHUNK).store((int) (index % CHUNK), item);
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
        Chunk<T> chunk = first;
        if (head / CHUNK != chunk.number) {
            Chunk<T> next = chunk.get();
            if (next == null) {
                return null;
            }
            first = next;
            chunk.retire();
            chunk = next;
        }
        return chunk.items.get((int) (head % CHUNK));
    }

    /** Removes and returns the oldest item, or null as {@link #peek}. Consumer only. */
    @Nullable
    T poll() {
        T item = peek();
        if (item != null) {
            first.items.lazySet((int) (head % CHUNK), null);
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
            if (i / CHUNK != chunk.number) {
                Chunk<T> next = chunk.get();
                if (next == null) {
                    return;
                }
                chunk = next;
            }
            T item = chunk.items.get((int) (i % CHUNK));
            if (item == null) {
                return;
            }
            visitor.accept(item);
        }
    }

    /** A run of slots; the reference that it is links to the next one, or to itself when it was left. */
    private static final class Chunk<T> extends java.util.concurrent.atomic.AtomicReference<@Nullable Chunk<T>> {
        private static final long serialVersionUID = 1L;

        final long number;
        final transient AtomicReferenceArray<@Nullable T> items = new AtomicReferenceArray<>(CHUNK);

        Chunk(long number) {
            this.number = number;
        }

        void store(int slot, T item) {
            items.set(slot, item);
        }

        /** The next chunk, appended when there is none yet. */
        Chunk<T> next() {
            Chunk<T> next = get();
            if (next != null) {
                return next;
            }
            Chunk<T> made = new Chunk<>(number + 1);
            Chunk<T> other = compareAndExchange(null, made);
            return other == null ? made : other;
        }

        void retire() {
            set(this);
        }
    }
}
