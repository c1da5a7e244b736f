package dev.vagus.delivery.budget;

import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/** One of {@link CallingThreads} as the watcher sees it. Equal to every other one of the same place. */
final class CallingThread implements Watched {
    private static final long SOON = 0;

    private final AtomicLongArray place;
    private final Watcher watcher;
    private final OpenCall call;
    private long seenCalls;
    private boolean leaving;

    CallingThread(AtomicLongArray place, Thread thread, Watcher watcher) {
        this.place = place;
        this.watcher = watcher;
        call = new OpenCall(thread, -1, true);
    }

    @Override
    public boolean bringsCalls() {
        return true;
    }

    @Override
    public long look(long now, long lost) {
        HandlerWatch at = CallingThreads.handler(place);
        if (at == null) {
            call.another();
            return rest();
        }
        leaving = false;
        place.set(CallingThreads.WATCHED, 1);
        long calls = place.get(CallingThreads.CALLS);
        if (calls != seenCalls) {
            seenCalls = calls;
            call.another();
        }
        at.saw(call, now, lost);
        return HandlerWatch.pace(call.age(now, 0));
    }

    private long rest() {
        if (leaving) {
            return ENOUGH;
        }
        leaving = true;
        place.set(CallingThreads.WATCHED, 0);
        return SOON;
    }

    /** It may have been entered anew meanwhile, when it was still there and so was not added. */
    @Override
    public void left() {
        leaving = false;
        if (place.get(CallingThreads.WATCHED) != 0) {
            watcher.watch(this);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CallingThread thread && thread.place == place;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(place);
    }
}
