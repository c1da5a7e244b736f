package dev.vagus.delivery.budget;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Numbers of watches, by which a thread can say at which handler it is: storing a reference into an old object costs as much
 * as a fence with some collectors, a number does not. Holds no watch alive. Thread-safe.
 */
final class WatchNumbers {
    /** No watch has it. */
    static final long NONE = 0;

    private static final AtomicLong LAST = new AtomicLong(NONE);
    private static final Map<Long, Numbered> WATCHES = new ConcurrentHashMap<>();
    private static final ReferenceQueue<HandlerWatch> GONE = new ReferenceQueue<>();

    private static final class Numbered extends WeakReference<HandlerWatch> {
        private final long number;

        Numbered(HandlerWatch watch, long number) {
            super(watch, GONE);
            this.number = number;
        }
    }

    private WatchNumbers() {}

    /** A number for this watch, which no other one ever gets. */
    static long give(HandlerWatch watch) {
        for (Reference<?> gone = GONE.poll(); gone != null; gone = GONE.poll()) {
            if (gone instanceof Numbered numbered) {
                WATCHES.remove(numbered.number);
            }
        }
        long number = LAST.incrementAndGet();
        WATCHES.put(number, new Numbered(watch, number));
        return number;
    }

    /** The watch with this number; null when it is gone, and for {@link #NONE}. */
    static @Nullable HandlerWatch find(long number) {
        Numbered numbered = number == NONE ? null : WATCHES.get(number);
        return numbered == null ? null : numbered.get();
    }
}
