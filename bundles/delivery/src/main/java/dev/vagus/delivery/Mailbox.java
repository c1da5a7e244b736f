package dev.vagus.delivery;

import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue of one receiver over several lanes, emptied like an actor: while anything waits, one turn of it is with
 * the executor, and no more than one, so the receiver is called by one thread at a time, unless it asks for more.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>An item is stored only after it has claimed a permit of {@link Room}; so no more wait than the capacity, unless it was lowered.
 *   <li>Whoever takes items out holds the token of the {@link Outlet}: the turn, a producer that drops the oldest, {@link #clear},
 *       {@link #close}. Foreign code never runs under it, nor under any lock of this class.
 *   <li>A producer stores, passes a fence, then looks whether a turn is under way; a turn that finds nothing declares itself
 *       idle by a volatile store, then looks again. So one of the two sees the other and no item is left lying.
 *   <li>{@link #close} sets {@code closed}, then clears; a producer stores, passes the fence, then looks at {@code closed}:
 *       whichever comes second clears the item.
 *   <li>An item that was given back is in flight all the while: whoever takes it out of {@code returned} settles it.
 * </ul>
 *
 * <p>A receiver is attached and detached while the mailbox lives. A turn belongs to one receiver; after {@link #detach}
 * it takes nothing more, and a receiver attached then may start before the former one has returned from its last item. Thread-safe.
 */
public final class Mailbox<T> {
    private final Executor executor;
    private final LongSupplier clock;
    private final Stock<T> stock;
    private final Waiters waiters = new Waiters();
    private final Returned<T> returned = new Returned<>();
    private volatile Bounds bounds;
    private final Gate gate = new Gate(this::schedule);
    private volatile @Nullable Crew<T> crew;
    private volatile boolean closed;

    /**
     * A mailbox without a receiver.
     *
     * @param lanes the number of lanes
     * @param executor runs the turns, usually a {@link Dispatcher}
     * @param clock a monotonic clock in nanoseconds
     */
    public Mailbox(int lanes, Bounds bounds, Executor executor, LongSupplier clock) {
        this.executor = executor;
        this.clock = clock;
        this.bounds = bounds;
        stock = new Stock<>(lanes, bounds.capacity());
    }

    /**
     * Queues the item in the lane of that index; the highest is the most urgent. Waits only under {@link Overflow#BLOCK},
     * up to the deadline or an interrupt, which stays set.
     */
    public Offer offer(T item, int lane) {
        return offer(item, lane, bounds.blockNanos());
    }

    /** The same with another deadline for {@link Overflow#BLOCK}. */
    public Offer offer(T item, int lane, long blockNanos) {
        Offer placed = place(item, lane);
        Offer offer = placed == null ? stock.place(item, lane, block(blockNanos)) : placed;
        if (offer.queued()) {
            fence();
            announce();
        }
        return offer;
    }

    /** Whether an offer would have to wait for room just now. */
    public boolean wouldWait() {
        return bounds.overflow() == Overflow.BLOCK && !closed && stock.room().isFull();
    }

    /**
     * Queues the item as {@link #offer} does, but never waits and tells nobody: for who has items for several mailboxes.
     * After the last of them the caller passes the {@link #fence} once, then {@linkplain #announce announces} each that was
     * queued; until then it may lie there.
     *
     * @return null, and nothing was done, when it would have to wait
     */
    public @Nullable Offer place(T item, int lane) {
        if (closed) {
            return Offer.CLOSED;
        }
        long permit = stock.room().claim();
        if (permit != Room.NONE) {
            return stock.place(item, lane, permit);
        }
        return switch (bounds.overflow()) {
            case DROP_NEWEST -> stock.place(item, lane, Ticket.DROPPED_NEWEST);
            case DROP_OLDEST -> stock.place(item, lane, stock.evictFor(lane));
            case FAIL -> stock.place(item, lane, Ticket.refused(Offer.FULL));
            case BLOCK -> null;
        };
    }

    /** Lets all threads see what the calling one has {@linkplain #place placed}, before it looks what they do. */
    public static void fence() {
        VarHandle.fullFence();
    }

    /** Has what was {@linkplain #place placed} delivered, or cleared if the mailbox was closed meanwhile. */
    public void announce() {
        if (closed) {
            clear();
        } else {
            schedule();
        }
    }

    private Ticket block(long nanos) {
        Crew<T> own = crew;
        if (own != null && own.isRunBy(Thread.currentThread())) {
            return Ticket.refused(Offer.REENTRANT);
        }
        Mailbox<?> dispatched = DispatchThread.dispatchedNow();
        return waiters.block(dispatched == null ? null : dispatched.waiters, this::claimOrClosed, nanos);
    }

    private @Nullable Ticket claimOrClosed() {
        if (closed) {
            return Ticket.refused(Offer.CLOSED);
        }
        long permit = stock.room().claim();
        return permit == Room.NONE ? null : new Ticket(Offer.ACCEPTED, permit);
    }

    private void schedule() {
        Crew<T> current = crew;
        if (current != null && !gate.isShut()) {
            current.schedule();
        }
    }

    /** Makes this the receiver. What waits is delivered to it. */
    public void attach(Receiver<T> receiver) {
        attach(receiver, 1);
    }

    /** Makes this the receiver, called by up to so many threads at once; with more than one, order is not kept. */
    public void attach(Receiver<T> receiver, int threads) {
        crew = new Crew<>(this, receiver, threads, executor, clock);
        schedule();
    }

    /**
     * Hands an item to the receiver on the calling thread, past all that wait, whoever else calls it just now.
     *
     * @param place where this thread keeps its flow context
     * @return false when nothing is handed out now, and nothing was counted
     */
    public boolean deliverNow(T item, @Nullable Object[] place) {
        Crew<T> current = crew;
        if (current == null || closed || gate.isShut() || gate.isShutForNew()) {
            return false;
        }
        Books books = stock.books();
        DirectCounts begun = books.directBegin();
        books.directEnd(begun, current.verdict(item, place));
        return true;
    }

    /** Whether an item offered now would be stored and handed out without waiting for anything but its turn. */
    public boolean isOpen() {
        return crew != null && !closed && !gate.isShut() && !stock.room().isFull();
    }

    /** What keeps items back. */
    public Gate gate() {
        return gate;
    }

    /** Takes the receiver away, of which nothing is held any more; items wait until the next is attached. */
    public void detach() {
        crew = null;
    }

    /** Whether a turn of this crew may take another item. */
    boolean allows(Crew<T> candidate) {
        return crew == candidate && !gate.isShut();
    }

    /** The next item, out of the mailbox and in flight, or null. */
    @Nullable
    T take() {
        T again = returned.poll();
        if (again != null || gate.isShutForNew()) {
            return again;
        }
        T item = stock.take();
        if (item != null) {
            waiters.oneMayGo();
        }
        return item;
    }

    /** Whether an item can be taken. Asked by a turn that comes to rest: what was taken is let go of. */
    boolean isReady() {
        boolean waiting = stock.isWaiting();
        return !returned.isEmpty() || (!gate.isShutForNew() && waiting);
    }

    /** Whether an item seems to wait; a hint for who looks again and again. */
    boolean seemsReady() {
        return stock.seemsWaiting();
    }

    /** Where the turns count what they deliver. */
    Outlet outlet() {
        return stock.outlet();
    }

    /** Settles an item whose verdict was {@link Verdict#LATER}. Once per item. */
    public void settle(Verdict verdict) {
        stock.books().settle(verdict);
    }

    /**
     * Hands an item whose verdict was {@link Verdict#LATER} to the receiver once more, before all that wait.
     *
     * @return false when the mailbox is closed and the item was cleared at once
     */
    public boolean giveBack(T item) {
        returned.add(item);
        if (closed && returned.remove(item)) {
            settle(Verdict.CLEARED);
            return false;
        }
        schedule();
        return true;
    }

    /** Clears the items that were given back and not handed out yet, and returns how many that were. */
    public long clearReturned(Consumer<? super T> visitor) {
        long count = 0;
        for (T item = returned.poll(); item != null; item = returned.poll()) {
            settle(Verdict.CLEARED);
            visitor.accept(item);
            count++;
        }
        return count;
    }

    /** Changes capacity and policy; what waits stays, also above a lower capacity. */
    public void bounds(Bounds fresh) {
        bounds = fresh;
        stock.room().capacity(fresh.capacity());
        waiters.allMayGo();
    }

    /** Capacity and policy. */
    public Bounds bounds() {
        return bounds;
    }

    /** Drops what waits and returns how many items that were. The one that the receiver has is not touched. */
    public long clear() {
        long count = stock.clear();
        waiters.allMayGo();
        return count;
    }

    /** Ends the mailbox: nothing is accepted any more, and what waits is cleared. Returns how many items that were. */
    public long close() {
        closed = true;
        crew = null;
        return clear();
    }

    /** Shows every item that waits now, the most urgent lane first; without a lock, so it may have been taken meanwhile. */
    public void forEach(Consumer<? super T> visitor) {
        stock.items().forEach(visitor);
    }

    /** Those that were given back and not handed out yet. */
    public Stream<T> returned() {
        return returned.stream();
    }

    /** Those that have waited longest at this moment: of each lane where any waits the oldest. */
    public List<T> heads() {
        return stock.heads();
    }

    /** The number of items that wait. */
    public long size() {
        return stock.room().size();
    }

    /** The books, which balance. */
    public MailboxCounts counts() {
        return stock.counts();
    }
}
