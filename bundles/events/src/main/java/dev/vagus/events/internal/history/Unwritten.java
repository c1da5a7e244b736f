package dev.vagus.events.internal.history;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The events that a store was given and has not spoken about yet: how many, and since when the oldest one waits.
 *
 * <p>Events that come close to each other are one cohort, which knows its begin and how many of it still wait. The next one
 * begins when the last is older than 20 ms and than a 32nd of the wait of the oldest: so there are few of them however long
 * a store fails, and the oldest wait is told at most that much too long. The oldest cohort is closed when it is empty, by an
 * exchange of 0 for {@value #CLOSED}, and then forgotten; who wanted to join it meanwhile begins the next one. Thread-safe;
 * coming and going takes the lock only for the first and the last event of a cohort.
 */
final class Unwritten {
    /** How many cohorts there are at most; the last one takes whatever comes then. */
    static final int MOST = 512;

    private static final long FINEST_MILLIS = 20;
    private static final int SHARE = 32;
    private static final int CLOSED = -1;

    /** Events that came close to each other. */
    final class Cohort {
        private final long since;
        private final AtomicInteger waiting = new AtomicInteger();

        private Cohort(long since) {
            this.since = since;
        }

        private boolean join() {
            for (int now = waiting.get(); now != CLOSED; now = waiting.get()) {
                if (waiting.compareAndSet(now, now + 1)) {
                    return true;
                }
            }
            return false;
        }

        /** Whether none of them waits, now that nothing joins it any more, or hardly anything. */
        boolean isEmpty() {
            return waiting.get() <= 0;
        }

        /** One of them waits no more. To be called once for each that has come. */
        void leave() {
            if (waiting.decrementAndGet() == 0) {
                emptied();
            }
        }
    }

    /** Guarded by this object, as is writing what follows. */
    private final Deque<Cohort> cohorts = new ArrayDeque<>();

    /** Whether the next one that comes begins a cohort, however young the latest is. */
    private boolean cut;

    private volatile long width = FINEST_MILLIS;
    private volatile @Nullable Cohort latest;

    /**
     * An event begins to wait.
     *
     * @param millis when, by the wall clock, in milliseconds since 1970
     * @return what it waits in
     */
    Cohort come(long millis) {
        Cohort known = latest;
        return known != null && millis - known.since < width && known.join() ? known : joinNext(millis);
    }

    private synchronized Cohort joinNext(long millis) {
        forget();
        Cohort last = cohorts.peekLast();
        if (last == null || ((cut || millis - last.since >= widthAt(millis)) && cohorts.size() < MOST)) {
            cut = false;
            last = new Cohort(millis);
            cohorts.addLast(last);
            latest = last;
        }
        // It is open: only forgetting closes, which happens under the same lock.
        last.waiting.incrementAndGet();
        width = widthAt(millis);
        return last;
    }

    private long widthAt(long millis) {
        Cohort oldest = cohorts.peekFirst();
        return oldest == null ? FINEST_MILLIS : Math.max(FINEST_MILLIS, (millis - oldest.since) / SHARE);
    }

    private synchronized void emptied() {
        forget();
        Cohort last = cohorts.peekLast();
        width = last == null ? FINEST_MILLIS : widthAt(last.since);
    }

    private void forget() {
        while (!cohorts.isEmpty() && cohorts.getFirst().waiting.compareAndSet(0, CLOSED)) {
            cohorts.removeFirst();
        }
    }

    /**
     * Those that wait now. What comes later waits in others, but for what is coming just now, and once there are
     * {@value #MOST}.
     */
    synchronized List<Cohort> present() {
        forget();
        cut = true;
        latest = null;
        return List.copyOf(cohorts);
    }

    /** How many wait. */
    synchronized long count() {
        return cohorts.stream().mapToLong(each -> each.waiting.get()).sum();
    }

    /** Since when the oldest one waits, in milliseconds since 1970; null when none does. */
    synchronized @Nullable Long since() {
        forget();
        Cohort oldest = cohorts.peekFirst();
        return oldest == null ? null : oldest.since;
    }

    /** How many cohorts there are. */
    synchronized int cohorts() {
        return cohorts.size();
    }
}
