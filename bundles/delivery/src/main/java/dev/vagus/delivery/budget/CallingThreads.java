package dev.vagus.delivery.budget;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
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
 * <p>Thread-locals hold objects of the JDK only, and the handler only during its call: a thread that lives on keeps nothing
 * of this bundle.
 */
public final class CallingThreads {
    static final int DEPTH = 0;
    static final int CALLS = 1;
    static final int WATCHED = 2;
    private static final int FIGURES = 3;
    private static final int HANDLER = 0;
    private static final int OWN_FIGURES = 1;

    private final Watcher watcher;

    /** Of each thread the handler that it is at, and its figures. */
    private final ThreadLocal<AtomicReferenceArray<@Nullable Object>> places = ThreadLocal.withInitial(
            () -> new AtomicReferenceArray<>(new Object[] {null, new AtomicLongArray(FIGURES)}));

    /** Threads that this watcher is told of. */
    public CallingThreads(Watcher watcher) {
        this.watcher = watcher;
    }

    /** The place of the calling thread, to give to the other methods. */
    public AtomicReferenceArray<@Nullable Object> place() {
        return places.get();
    }

    static @Nullable HandlerWatch handler(AtomicReferenceArray<@Nullable Object> place) {
        return (HandlerWatch) place.get(HANDLER);
    }

    static AtomicLongArray figures(AtomicReferenceArray<@Nullable Object> place) {
        if (place.getPlain(OWN_FIGURES) instanceof AtomicLongArray figures) {
            return figures;
        }
        throw new IllegalStateException("this is not a place of a thread");
    }

    /** How many handlers are around what this thread does. */
    public long depth(AtomicReferenceArray<@Nullable Object> place) {
        return figures(place).getPlain(DEPTH);
    }

    /** The thread of this place calls a handler now; null when its time is not measured. */
    public void enter(AtomicReferenceArray<@Nullable Object> place, @Nullable HandlerWatch watch) {
        enter(place, watch, Long.MAX_VALUE);
    }

    /**
     * The same unless so many handlers are around it already.
     *
     * @return how many there are; nothing was done when that is the limit
     */
    public long enter(AtomicReferenceArray<@Nullable Object> place, @Nullable HandlerWatch watch, long deepest) {
        AtomicLongArray figures = figures(place);
        long depth = figures.getPlain(DEPTH);
        if (depth >= deepest) {
            return depth;
        }
        figures.setPlain(DEPTH, depth + 1);
        if (depth == 0 && watch != null && watch.isOn()) {
            figures.lazySet(CALLS, figures.getPlain(CALLS) + 1);
            place.lazySet(HANDLER, watch);
            if (figures.get(WATCHED) == 0) {
                figures.set(WATCHED, 1);
                watcher.watch(new CallingThread(place, Thread.currentThread(), watcher));
            }
        }
        return depth;
    }

    /** The handler has returned. */
    public void leave(AtomicReferenceArray<@Nullable Object> place) {
        AtomicLongArray figures = figures(place);
        long depth = figures.getPlain(DEPTH);
        figures.setPlain(DEPTH, depth - 1);
        if (depth == 1) {
            place.lazySet(HANDLER, null);
        }
    }
}
