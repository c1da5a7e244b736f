package dev.vagus.events.internal.engine;

import dev.vagus.delivery.budget.Watcher;
import dev.vagus.delivery.meter.HandlerMeters;
import dev.vagus.delivery.trace.TracerSlot;
import dev.vagus.events.EventsStoppedException;
import dev.vagus.events.HandlerSnapshot;
import dev.vagus.events.ModuleEvent;
import dev.vagus.events.internal.history.History;
import dev.vagus.events.internal.history.StickyEvents;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.osgi.service.event.Event;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers events to handlers: sent ones on the caller's thread, posted ones through each handler's mailbox. Which
 * handlers an event is for is decided when it is sent or posted. There is no lock and no thread between a sender and its
 * handlers; a handler's failure ends in its entry. Thread-safe.
 */
public final class EventEngine {
    private static final Logger LOG = LoggerFactory.getLogger(EventEngine.class);

    private final RouteIndex routes = new RouteIndex();
    private final Set<HandlerEntry> entries = ConcurrentHashMap.newKeySet();
    private final AtomicLong sequence = new AtomicLong();
    private final ModuleEvents mapping;
    private final Recorder recorder;
    private final Entrance entrance;
    private final Repeating repeating;
    private final Raising raising;
    private final Later later;
    private final PositionKeeper positions;
    private final HandlerParts parts;
    private volatile int capacity;
    private volatile HandlerTerms terms = HandlerTerms.DEFAULT;
    private volatile boolean stopped;

    /**
     * An engine that takes events at once.
     *
     * @param mapping makes the Vagus view of events
     * @param history keeps those that are to be kept
     * @param sticky keeps those that handlers hear which come later
     * @param executor runs the mailboxes and sees how long handlers take
     * @param nanoClock a monotonic clock
     * @param capacity how many events each handler's mailbox holds
     */
    public <D extends Executor & Watcher> EventEngine(
            ModuleEvents mapping,
            History history,
            StickyEvents sticky,
            D executor,
            LongSupplier nanoClock,
            int capacity) {
        this(mapping, history, sticky, executor, nanoClock, capacity, new PastThread());
    }

    /** The same with what reads the past out of a store. */
    <D extends Executor & Watcher> EventEngine(
            ModuleEvents mapping,
            History history,
            StickyEvents sticky,
            D executor,
            LongSupplier nanoClock,
            int capacity,
            Later later) {
        this.later = later;
        this.positions = new PositionKeeper(later);
        this.mapping = mapping;
        this.recorder = new Recorder(history, sticky, mapping, nanoClock);
        this.entrance = new Entrance(
                routes, history, sticky, mapping, (millis, work) -> !stopped && later.run(millis, work), positions);
        this.repeating = new Repeating(history, entrance, mapping);
        this.parts = new HandlerParts(
                executor,
                executor,
                nanoClock,
                new EventGate(nanoClock),
                new HandlerMeters(nanoClock, System::currentTimeMillis),
                new TracerSlot());
        this.raising = new Raising(
                mapping,
                recorder,
                routes,
                new Delivering(mapping, executor, nanoClock),
                parts.tracers(),
                () -> stopped);
        this.capacity = capacity;
    }

    /**
     * Adds a handler: every event that is raised after this has returned finds it.
     *
     * @throws PositionTakenException when another handler has its position
     */
    public HandlerEntry add(HandlerIdentity identity, Interest interest, Sink sink) {
        long number = sequence.incrementAndGet();
        HandlerEntry entry = new HandlerEntry(identity, number, interest, sink, capacity, parts);
        entries.add(entry);
        entry.capacity(capacity);
        entry.terms(terms);
        try {
            entrance.enter(entry);
        } catch (PositionTakenException e) {
            entries.remove(entry);
            entry.close();
            throw e;
        }
        return entry;
    }

    /** Changes what a handler wants. Its mailbox and books stay. Not to be called for one entry by two threads at once. */
    public void change(HandlerEntry entry, Interest interest) {
        Interest former = entry.interest();
        entry.interest(interest);
        routes.add(entry, interest.patterns());
        List<TopicPattern> left = new ArrayList<>(former.patterns());
        left.removeAll(interest.patterns());
        routes.remove(entry, left);
    }

    /** Removes a handler: it gets no event more, also none of those that wait for it. */
    public void remove(HandlerEntry entry) {
        entries.remove(entry);
        routes.remove(entry, entry.interest().patterns());
        positions.close(entry);
        entrance.left(entry);
    }

    /** What writes where named handlers are. */
    public PositionKeeper positions() {
        return positions;
    }

    /** What measures handlers. */
    public HandlerMeters meters() {
        return parts.meters();
    }

    /**
     * Brings events of the past to the handlers of a module once more.
     *
     * @return how many were queued
     */
    public long replay(String module, Predicate<ModuleEvent> which) {
        requireRunning();
        return repeating.repeat(entries, module, which);
    }

    /** Whether an event of this topic may be for a handler or the history, for those who would have to make one first. */
    public boolean isWanted(String topic) {
        return !stopped && (routes.route(topic).length > 0 || recorder.wouldKeep(topic));
    }

    /**
     * Runs every handler of OSGi events that wants the event on this thread, and returns when all have returned; but for
     * slow ones, which get it into their mailboxes, it waits no longer than their budget. Handlers of Vagus events get it
     * into their mailboxes too.
     *
     * @param module who sends it; empty where that is not known
     */
    public void send(Event event, String module) {
        raising.send(event, module);
    }

    /** The same of somebody. */
    public void send(Event event) {
        raising.send(event, "");
    }

    /**
     * Puts the event into the mailbox of every handler that wants it; waits for room only where that is configured.
     *
     * @param module who posts it; empty where that is not known
     */
    public void post(Event event, String module) {
        raising.post(event, module);
    }

    /** The same of somebody. */
    public void post(Event event) {
        raising.post(event, "");
    }

    /** The same for events of the framework, whose threads never wait. */
    public void postHurried(Event event) {
        raising.postHurried(event);
    }

    /**
     * Posts a Vagus event to handlers of both kinds.
     *
     * @return whether a store has it
     * @throws EventsStoppedException after the engine has stopped
     */
    public CompletionStage<Boolean> publish(Publication publication) {
        requireRunning();
        return raising.raise(publication, false);
    }

    /** Where it looks for the tracer. */
    public TracerSlot tracers() {
        return parts.tracers();
    }

    /** Where events ask the gate. */
    public EventGate door() {
        return parts.door();
    }

    /** Whether it takes events: until it is stopped. */
    public boolean isRunning() {
        return !stopped;
    }

    /**
     * Does nothing while the engine runs.
     *
     * @throws EventsStoppedException after it has stopped
     */
    public void requireRunning() {
        if (stopped) {
            throw new EventsStoppedException("The events bundle has stopped. Get the EventPublisher service again");
        }
    }

    /** Posts a Vagus event of this bundle's own, never waiting; nobody hears it after the engine has stopped. */
    public void announce(ModuleEvent event) {
        if (!stopped) {
            raising.raise(Publication.of(event), true);
        }
    }

    /**
     * Posts an event that another EventAdmin delivers to the handlers of OSGi events, to those of Vagus events only. Never
     * waits.
     */
    public void feed(Event event) {
        if (parts.door().admitsOfNeighbour(event.getTopic())) {
            raising.feed(event);
        }
    }

    /**
     * Says who would get events.
     *
     * @throws EventsStoppedException after the engine has stopped
     */
    public Explainer explainer() {
        requireRunning();
        return new Explainer(entries, mapping, recorder, parts.door());
    }

    /** Every handler's figures, oldest handler first. */
    public List<HandlerSnapshot> snapshots() {
        return entries.stream()
                .sorted(Comparator.comparingLong(HandlerEntry::sequence))
                .map(HandlerEntry::snapshot)
                .toList();
    }

    /** Changes how many events each handler's mailbox holds. */
    public void capacity(int changed) {
        capacity = changed;
        entries.forEach(entry -> entry.capacity(changed));
    }

    /** Changes how long posters wait, and the budgets. */
    public void terms(HandlerTerms changed) {
        terms = changed;
        entries.forEach(entry -> entry.terms(changed));
    }

    /**
     * Takes no event more, lets the mailboxes run empty, then drops what is left and says so.
     *
     * @param drain runs what is queued as long as there is time for it, and nothing more once it has returned
     */
    public void stop(Runnable drain) {
        stopped = true;
        drain.run();
        long cleared = 0;
        for (HandlerEntry entry : List.copyOf(entries)) {
            entries.remove(entry);
            routes.remove(entry, entry.interest().patterns());
            cleared += positions.close(entry);
        }
        later.stop(positions::writeAll);
        if (cleared > 0) {
            LOG.warn("{} events were still queued when the events bundle had to stop, and are dropped", cleared);
        }
    }
}
