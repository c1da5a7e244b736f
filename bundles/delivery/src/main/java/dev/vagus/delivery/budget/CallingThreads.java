package dev.vagus.delivery.budget;

import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * Threads that are not the watcher's and call handlers themselves. Each says at which handler it is: entering costs two
 * ordered stores, leaving one; nothing is exchanged or allocated, and no clock is read. Of handlers that call others on the
 * same thread the outermost is seen here.
 *
 * <p>A thread is watched only while it calls from time to time. Who enters stores the handler, then reads whether it is
 * watched, without a fence in between; so the watcher that finds nothing says first that it does not watch any longer, and
 * leaves only when it finds nothing at its next look either, when every processor has seen that.
 *
 * <p>Thread-locals hold an array of numbers, of which one stands for the handler during its call: a thread that lives on
 * keeps nothing of this bundle.
 */
public final class CallingThreads {
    /** In the middle, so that no two threads write to the same line of memory. */
    private static final int FIRST = 8;

    static final int DEPTH = FIRST;
    static final int CALLS = FIRST + 1;
    static final int WATCHED = FIRST + 2;
    private static final int HANDLER = FIRST + 3;
    private static final int SIZE = HANDLER + 1 + FIRST;

    private final Watcher watcher;

    /** Of each thread its figures and the number of the handler that it is at. */
    private final ThreadLocal<AtomicLongArray> places = ThreadLocal.withInitial(() -> new AtomicLongArray(SIZE));

    /** Threads that this watcher is told of. */
    public CallingThreads(Watcher watcher) {
        this.watcher = watcher;
    }

    /** The place of the calling thread, to give to the other methods. */
    public AtomicLongArray place() {
        return places.get();
    }

    static @Nullable HandlerWatch handler(AtomicLongArray place) {
        return WatchNumbers.find(place.get(HANDLER));
    }

    /** How many handlers are around what this thread does. */
    public long depth(AtomicLongArray place) {
        return place.getPlain(DEPTH);
    }

    /** The thread of this place calls a handler now; null when its time is not measured. */
    public void enter(AtomicLongArray place, @Nullable HandlerWatch watch) {
        enter(place, watch, Long.MAX_VALUE);
    }

    /**
     * The same unless so many handlers are around it already.
     *
     * @return how many there are; nothing was done when that is the limit
     */
    public long enter(AtomicLongArray place, @Nullable HandlerWatch watch, long deepest) {
        long depth = place.getPlain(DEPTH);
        if (depth >= deepest) {
            return depth;
        }
        place.setPlain(DEPTH, depth + 1);
        if (depth == 0 && watch != null && watch.isOn()) {
            place.lazySet(CALLS, place.getPlain(CALLS) + 1);
            place.lazySet(HANDLER, watch.number());
            if (place.get(WATCHED) == 0) {
                place.set(WATCHED, 1);
                watcher.watch(new CallingThread(place, Thread.currentThread(), watcher));
            }
        }
        return depth;
    }

    /** The handler has returned. */
    public void leave(AtomicLongArray place) {
        long depth = place.getPlain(DEPTH);
        place.setPlain(DEPTH, depth - 1);
        if (depth == 1) {
            place.lazySet(HANDLER, WatchNumbers.NONE);
        }
    }
}
