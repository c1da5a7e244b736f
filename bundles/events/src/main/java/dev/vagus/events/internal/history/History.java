package dev.vagus.events.internal.history;

import dev.vagus.events.HistorySnapshot;
import dev.vagus.events.ModuleEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The last events, in memory, numbered in the order in which they came.
 *
 * <p>A publisher claims the next number by one atomic addition and puts the event into the place of that number; it takes
 * no lock and waits for nobody. Invariants:
 *
 * <ul>
 *   <li>A place goes to higher numbers only. A publisher whose place has gone (it was overtaken by a whole round, or a
 *       reader has closed the place) claims another number; so the number that {@link #keep} returns is one under which the
 *       event could be read.
 *   <li>{@link #settled} gives every event below a bound that is not forgotten: a place that was claimed and is not
 *       filled yet is waited for a little, then closed, so that whoever claimed it comes with a number above the bound.
 *   <li>What is forgotten by size or age lies below {@code oldest}, which only grows; who finds that its number has come
 *       below it removes the event itself.
 *   <li>While the ring is being exchanged, a publisher writes to the ring it knows, then looks which one is in force, and
 *       writes to that one too; the exchange publishes the new ring, then copies the old one. One of the two sees the other.
 * </ul>
 *
 * <p>Bytes are an estimate, and may be off by what was replaced while the ring was exchanged. Thread-safe.
 */
public final class History {
    /** The number of an event that is not kept: above all others. */
    public static final long UNKEPT = Long.MAX_VALUE - 1;

    private static final int SPINS = 200;
    private static final long PAUSE_NANOS = 20_000;
    private static final int PAUSES = 50;

    /** Age is looked at whenever so many events have come, beside every look into the history. */
    private static final long AGE_INTERVAL = 64;

    private final AtomicLong next = new AtomicLong();
    private final AtomicLong oldest = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong unused = new AtomicLong();
    private final LongSupplier wallClockMillis;
    private volatile Limits limits;
    private volatile Ring ring;

    /** An empty one. */
    public History(Limits limits, LongSupplier wallClockMillis) {
        this.limits = limits;
        this.wallClockMillis = wallClockMillis;
        ring = ringOf(limits);
    }

    private Ring ringOf(Limits wanted) {
        return new Ring(Math.max(1, wanted.capacity()), this::uncount);
    }

    private void uncount(Kept kept) {
        if (kept.uncount()) {
            bytes.addAndGet(-kept.bytes());
        }
    }

    /** Whether an event of this name on this channel is to be kept, by configuration. */
    public boolean selects(String channel, String name) {
        Limits now = limits;
        return now.capacity() > 0 && now.rules().keeps(channel, name);
    }

    /** Whether an event of this topic, which is one of a Vagus event, is to be kept, by configuration. */
    public boolean selectsTopic(String topic) {
        Limits now = limits;
        return now.capacity() > 0 && now.rules().keepsTopic(topic);
    }

    /** Keeps an event and returns its number. */
    public long keep(ModuleEvent event) {
        if (limits.capacity() == 0) {
            return UNKEPT;
        }
        Kept kept = Kept.of(event);
        bytes.addAndGet(kept.bytes());
        long sequence = next.getAndIncrement();
        kept.place(sequence);
        while (!store(kept)) {
            unused.incrementAndGet();
            kept = kept.again();
            sequence = next.getAndIncrement();
            kept.place(sequence);
        }
        retain(kept);
        return sequence;
    }

    /** A number under which nothing is kept, for what must be ordered among the events that are. */
    public long mark() {
        unused.incrementAndGet();
        Kept mark = Kept.nothing(next.getAndIncrement());
        while (!store(mark)) {
            unused.incrementAndGet();
            mark = Kept.nothing(next.getAndIncrement());
        }
        return mark.sequence();
    }

    private boolean store(Kept kept) {
        Ring known = ring;
        while (known.put(kept)) {
            Ring inForce = ring;
            if (inForce == known) {
                return true;
            }
            known = inForce;
        }
        return false;
    }

    /** Forgets what is beyond the bounds now that this one has come. */
    private void retain(Kept fresh) {
        Limits now = limits;
        while (bytes.get() > now.bytes() && forgetOldest()) {
            // The next one may have to go too.
        }
        if (now.ageMillis() > 0 && fresh.sequence() % AGE_INTERVAL == 0) {
            forgetAged();
        }
        if (oldest.get() > fresh.sequence()) {
            ring.remove(fresh);
        }
    }

    private boolean forgetOldest() {
        Ring current = ring;
        long lowest = oldest.get();
        long candidate = Math.max(lowest, next.get() - current.size());
        if (candidate >= next.get()) {
            return false;
        }
        if (oldest.compareAndSet(lowest, candidate + 1)) {
            Kept kept = current.at(candidate);
            if (kept != null && kept.sequence() == candidate) {
                current.remove(kept);
            }
        }
        return true;
    }

    private void forgetAged() {
        long ageMillis = limits.ageMillis();
        if (ageMillis == 0) {
            return;
        }
        long since = wallClockMillis.getAsLong() - ageMillis;
        Ring current = ring;
        long end = next.get();
        for (long each = Math.max(oldest.get(), end - current.size()); each < end; each++) {
            Kept kept = current.at(each);
            if (kept == null || kept.sequence() < each || (!kept.isEmpty() && !kept.isBefore(since))) {
                return;
            }
            if (kept.sequence() == each) {
                current.remove(kept);
            }
        }
    }

    /** The number that the next event gets at least: above those of all that were kept before. */
    public long next() {
        return next.get();
    }

    /** How many events it holds at most. */
    public int capacity() {
        return limits.capacity();
    }

    /** Every event that is there now, in the order in which they came; those that are on their way are left out. */
    public List<Kept> present() {
        forgetAged();
        Ring current = ring;
        long end = next.get();
        List<Kept> found = new ArrayList<>();
        for (long each = first(current, 0, end); each < end; each++) {
            add(current.at(each), each, found);
        }
        return found;
    }

    /** Every event from a number on up to another one, which {@link #next} gave before, with none left out. */
    public synchronized List<Kept> settled(long from, long end) {
        forgetAged();
        Ring current = ring;
        List<Kept> found = new ArrayList<>();
        for (long each = first(current, from, end); each < end; each++) {
            settle(current, each);
            add(current.at(each), each, found);
        }
        return found;
    }

    private long first(Ring current, long from, long end) {
        return Math.max(Math.max(from, oldest.get()), end - current.size());
    }

    private static void add(@Nullable Kept kept, long sequence, List<Kept> found) {
        if (kept != null && kept.sequence() == sequence && !kept.isEmpty()) {
            found.add(kept);
        }
    }

    private static void settle(Ring current, long sequence) {
        for (int spent = 0; isAwaited(current, sequence); spent++) {
            if (spent < SPINS) {
                Thread.onSpinWait();
            } else if (spent < SPINS + PAUSES) {
                LockSupport.parkNanos(PAUSE_NANOS);
            } else {
                current.put(Kept.nothing(sequence));
            }
        }
    }

    private static boolean isAwaited(Ring current, long sequence) {
        Kept kept = current.at(sequence);
        return kept == null || kept.sequence() < sequence;
    }

    /** Forgets what matches and says how many events that were. */
    public long clear(Predicate<ModuleEvent> which) {
        Ring current = ring;
        long cleared = 0;
        for (Kept kept : present()) {
            if (which.test(kept.event()) && current.remove(kept)) {
                cleared++;
            }
        }
        return cleared;
    }

    /** Changes the bounds. What fits into the new ones stays. */
    public synchronized void limits(Limits changed) {
        Ring former = ring;
        limits = changed;
        if (former.size() != Math.max(1, changed.capacity())) {
            Ring fresh = ringOf(changed);
            ring = fresh;
            long end = next.get();
            for (long each = Math.max(0, end - former.size()); each < end; each++) {
                Kept kept = former.at(each);
                if (kept != null && kept.sequence() == each && !fresh.put(kept) && fresh.at(each) != kept) {
                    uncount(kept);
                }
            }
        }
        if (changed.capacity() == 0) {
            clear(event -> true);
        }
        while (bytes.get() > changed.bytes() && forgetOldest()) {
            // The next one may have to go too.
        }
        forgetAged();
    }

    /** The figures of this moment. */
    public HistorySnapshot snapshot() {
        Limits now = limits;
        return new HistorySnapshot(
                present().size(),
                Math.max(0, bytes.get()),
                next.get() - unused.get(),
                now.capacity(),
                now.bytes(),
                now.ageMillis() == 0 ? null : Duration.ofMillis(now.ageMillis()));
    }
}
