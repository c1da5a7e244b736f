package dev.vagus.events.internal.history;

import dev.vagus.events.HistorySnapshot;
import dev.vagus.events.ModuleEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
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

    /** Age is looked at whenever so many events have come, beside every look into the history. */
    private static final long AGE_INTERVAL = 64;

    private final AtomicLong next = new AtomicLong();
    private final AtomicLong oldest = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong unused = new AtomicLong();
    private final LongSupplier wallClockMillis;
    private final Durability durability = new Durability();
    private volatile Limits limits;
    private volatile Ring ring;

    /** An empty one. */
    public History(Limits limits, LongSupplier wallClockMillis) {
        this.limits = limits;
        this.wallClockMillis = wallClockMillis;
        ring = ringOf(limits);
    }

    /** Where events are kept for longer than memory does. */
    public Durability durability() {
        return durability;
    }

    private static Ring ringOf(Limits wanted) {
        return new Ring(Math.max(1, wanted.capacity()));
    }

    private boolean remove(Ring from, Kept kept) {
        if (!from.remove(kept)) {
            return false;
        }
        uncount(kept);
        return true;
    }

    private void uncount(Kept kept) {
        if (kept.uncount()) {
            bytes.addAndGet(-kept.bytes());
        }
    }

    /** The event, with the mark that its data is encrypted where it is stored if the rules say so. */
    public ModuleEvent marked(ModuleEvent event) {
        KeepRules encrypted = limits.encrypted();
        return encrypted.isEmpty()
                        || event.is(ModuleEvent.Mark.ENCRYPTED)
                        || !encrypted.keeps(event.channel(), event.name())
                ? event
                : event.with(ModuleEvent.Mark.ENCRYPTED);
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

    /** Whether an event of this topic, which is none of a Vagus event, is to be kept, by configuration. */
    public boolean selectsForeignTopic(String topic) {
        Limits now = limits;
        return now.topics() != TopicRules.NONE
                && now.capacity() > 0
                && now.topics().keeps(topic);
    }

    /** Keeps an event and returns its number. */
    public long keep(ModuleEvent event) {
        if (limits.capacity() == 0) {
            return UNKEPT;
        }
        Kept kept = Kept.of(event);
        kept.place(next.getAndIncrement());
        long freed = store(kept);
        while (freed == Ring.REFUSED) {
            unused.incrementAndGet();
            kept = kept.again();
            kept.place(next.getAndIncrement());
            freed = store(kept);
        }
        long change = kept.bytes() - freed;
        retain(kept, change == 0 ? bytes.get() : bytes.addAndGet(change));
        return kept.sequence();
    }

    /** A number under which nothing is kept, for what must be ordered among the events that are. */
    public long mark() {
        unused.incrementAndGet();
        Kept mark = Kept.nothing(next.getAndIncrement());
        long freed = store(mark);
        while (freed == Ring.REFUSED) {
            unused.incrementAndGet();
            mark = Kept.nothing(next.getAndIncrement());
            freed = store(mark);
        }
        bytes.addAndGet(-freed);
        return mark.sequence();
    }

    /** How many bytes it has displaced, or {@link Ring#REFUSED}. */
    private long store(Kept kept) {
        Ring known = ring;
        long freed = 0;
        while (true) {
            long displaced = known.put(kept);
            if (displaced == Ring.REFUSED) {
                bytes.addAndGet(-freed);
                return Ring.REFUSED;
            }
            freed += displaced;
            Ring inForce = ring;
            if (inForce == known) {
                return freed;
            }
            known = inForce;
        }
    }

    /** Forgets what is beyond the bounds now that this one has come. */
    private void retain(Kept fresh, long total) {
        Limits now = limits;
        if (total > now.bytes()) {
            forgetDownTo(now.bytes());
        }
        if (now.ageMillis() > 0 && fresh.sequence() % AGE_INTERVAL == 0) {
            forgetAged();
        }
        if (oldest.get() > fresh.sequence()) {
            remove(ring, fresh);
        }
    }

    private void forgetDownTo(long most) {
        while (bytes.get() > most && forgetOldest()) {
            // The next one may have to go too.
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
                remove(current, kept);
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
                remove(current, kept);
            }
        }
    }

    /** The number that the next event gets at least: above those of all that were kept before. */
    public long next() {
        return next.get();
    }

    /** Whether every number that was given is still in its place: nothing was forgotten to make room. */
    public boolean isWhole() {
        return oldest.get() == 0 && next.get() <= ring.size();
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
            bytes.addAndGet(-current.settle(each));
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

    /** Forgets what matches and says how many events that were. */
    public long clear(Predicate<ModuleEvent> which) {
        Ring current = ring;
        long cleared = 0;
        for (Kept kept : present()) {
            if (which.test(kept.event()) && remove(current, kept)) {
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
                if (kept != null && kept.sequence() == each) {
                    bytes.addAndGet(-displacedBy(kept, fresh));
                }
            }
        }
        if (changed.capacity() == 0) {
            clear(event -> true);
        }
        forgetDownTo(changed.bytes());
        forgetAged();
    }

    /** How many bytes that are counted went when this one was to go over: those that it displaced, or its own. */
    private static long displacedBy(Kept kept, Ring fresh) {
        long freed = fresh.put(kept);
        if (freed != Ring.REFUSED) {
            return freed;
        }
        boolean isThere = fresh.at(kept.sequence()) == kept;
        return !isThere && kept.uncount() ? kept.bytes() : 0;
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
                now.ageMillis() == 0 ? null : Duration.ofMillis(now.ageMillis()),
                durability.store() != null,
                durability.lost(),
                durability.unwritten(),
                durability.unwrittenSince(),
                durability.unreadReplays());
    }
}
