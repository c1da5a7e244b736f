package dev.vagus.delivery.budget;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Sees the calls of one handler, of which the {@link Watcher} brings along those on its own threads and those of
 * {@link CallingThreads}; others are entered here: asynchronous ones, and those within other handlers on foreign threads.
 * Entering costs one exchange, leaving one store, and neither reads a clock.
 *
 * <p>It is watched only while there is something to see. Whoever enters a call stores it, then reads {@code watched}; the
 * watcher lowers {@code watched}, then looks for calls: one of the two sees the other.
 */
public final class HandlerWatch implements Watched {
    /** How many limits that one call has passed between two looks count. */
    private static final int MOST_AT_ONCE = 100;

    private static final long LATER = 100_000_000;

    private final HandlerHealth health;
    private final Watcher watcher;
    private final int size;
    private final Runnable bell;
    private volatile @Nullable AtomicReferenceArray<@Nullable OpenCall> calls;
    private volatile boolean watched;
    private volatile long number = WatchNumbers.NONE;

    /** What this look has seen; the watcher's thread alone. */
    private long lookedAt;

    private int onThreads;
    private int pausable;
    private boolean probing;
    private long youngest;

    /**
     * Watches nothing yet.
     *
     * @param size how many entered calls it sees at once at least; more are not measured
     */
    public HandlerWatch(HandlerHealth health, int size, Watcher watcher) {
        this.health = health;
        this.watcher = watcher;
        bell = () -> watcher.watch(this);
        this.size = size <= 1 ? 1 : Integer.highestOneBit(size - 1) << 1;
    }

    /** The handler's health. */
    public HandlerHealth health() {
        return health;
    }

    /** Its number, which stands for it where a thread says at which handler it is. */
    long number() {
        long known = number;
        return known == WatchNumbers.NONE ? makeNumber() : known;
    }

    private synchronized long makeNumber() {
        if (number == WatchNumbers.NONE) {
            number = WatchNumbers.give(this);
        }
        return number;
    }

    /** Whether there is a budget to keep. */
    public boolean isOn() {
        return health.limit() != 0;
    }

    /**
     * A call begins that no thread of the watcher and none of {@link CallingThreads} runs.
     *
     * @param thread the thread that it holds; null for none
     * @return what to give {@link #leave}; null when it is not measured
     */
    public @Nullable OpenCall enter(@Nullable Thread thread) {
        if (!isOn()) {
            return null;
        }
        AtomicReferenceArray<@Nullable OpenCall> table = calls;
        if (table == null) {
            table = makeTable();
        }
        int start = (int) Thread.currentThread().getId();
        for (int i = 0; i < size; i++) {
            int slot = (start + i) & (size - 1);
            if (table.get(slot) == null) {
                OpenCall call = new OpenCall(thread, slot, thread != null);
                if (table.compareAndSet(slot, null, call)) {
                    beWatched();
                    return call;
                }
            }
        }
        return null;
    }

    private synchronized AtomicReferenceArray<@Nullable OpenCall> makeTable() {
        AtomicReferenceArray<@Nullable OpenCall> table = calls;
        if (table == null) {
            table = new AtomicReferenceArray<>(size);
            calls = table;
        }
        return table;
    }

    /** The call has ended; null does nothing. */
    public void leave(@Nullable OpenCall call) {
        AtomicReferenceArray<@Nullable OpenCall> table = calls;
        if (call != null && table != null) {
            table.lazySet(call.slot(), null);
        }
    }

    private void beWatched() {
        if (!watched) {
            watched = true;
            watcher.watch(this);
        }
    }

    /** The watcher sees a call on a thread of its own or of {@link CallingThreads}; before it looks at this. */
    public void saw(OpenCall call, long now, long lost) {
        if (lookedAt != now) {
            begin(now);
        }
        onThreads++;
        note(call, now, lost);
        if (health.now().state() != Health.State.RUNNING) {
            beWatched();
        }
    }

    private void begin(long now) {
        lookedAt = now;
        onThreads = 0;
        pausable = 0;
        probing = false;
        youngest = Long.MAX_VALUE;
    }

    private void note(OpenCall call, long now, long lost) {
        long age = call.age(now, lost);
        long limit = health.limit();
        youngest = Math.min(youngest, age);
        if (!call.isForeign()) {
            pausable++;
            probing |= call.since() - health.probedAt() >= 0;
        }
        long passed = limit == 0 ? 0 : age / limit;
        long before = call.limitsPassed();
        if (passed > before) {
            call.limitsPassed(passed);
            for (long count = Math.max(before, passed - MOST_AT_ONCE); count < passed; count++) {
                boolean first = call.isFirstOverrun();
                if (call.isForeign()) {
                    health.overranOutside(now, age, first);
                } else {
                    health.overran(now, call.since(), age, first);
                }
            }
            if (health.isHeldAfter(passed) && !health.isHeldAfter(before)) {
                health.held(age, call.thread());
            }
        }
    }

    @Override
    public long look(long now, long lost) {
        if (lookedAt != now) {
            begin(now);
        }
        int open = onThreads;
        AtomicReferenceArray<@Nullable OpenCall> table = calls;
        for (int i = 0; table != null && i < size; i++) {
            OpenCall call = table.get(i);
            if (call != null) {
                note(call, now, lost);
                open++;
            }
        }
        long wanted = health.tick(now, pausable, probing, bell);
        return open == 0 ? wanted : Math.min(wanted, pace(youngest));
    }

    /** How long to wait before the next look at calls of which the youngest has this age: long ones need it less. */
    public static long pace(long youngest) {
        return youngest < 10 * LATER ? 0 : LATER;
    }

    @Override
    public void left() {
        watched = false;
        AtomicReferenceArray<@Nullable OpenCall> table = calls;
        for (int i = 0; table != null && i < size; i++) {
            if (table.get(i) != null) {
                beWatched();
                return;
            }
        }
    }
}
