package dev.vagus.events.internal.engine;

import dev.vagus.delivery.budget.Watcher;
import dev.vagus.delivery.meter.HandlerMeters;
import dev.vagus.events.EventTopics;
import dev.vagus.events.EventsStoppedException;
import dev.vagus.events.HandlerSnapshot;
import dev.vagus.events.ModuleEvent;
import dev.vagus.events.internal.history.History;
import dev.vagus.events.internal.history.StickyEvents;
import dev.vagus.spi.DeliveryMeters.Kind;
import dev.vagus.spi.DeliveryMeters.MeteredHandler;
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
    private final Delivering delivering;
    private final EventGate door;
    private final Executor executor;
    private final Watcher watcher;
    private final LongSupplier nanoClock;
    private final HandlerMeters meters;
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
        this.mapping = mapping;
        this.recorder = new Recorder(history, sticky, mapping, nanoClock);
        this.entrance = new Entrance(routes, history, sticky, mapping);
        this.delivering = new Delivering(mapping, executor, nanoClock);
        this.door = new EventGate(nanoClock);
        this.executor = executor;
        this.watcher = executor;
        this.nanoClock = nanoClock;
        this.meters = new HandlerMeters(nanoClock, System::currentTimeMillis);
        this.capacity = capacity;
    }

    /**
     * Adds a handler: every event that is raised after this has returned finds it.
     *
     * @throws PositionTakenException when another handler has its position
     */
    public HandlerEntry add(HandlerIdentity identity, Interest interest, Sink sink) {
        HandlerEntry entry = new HandlerEntry(
                identity,
                sequence.incrementAndGet(),
                interest,
                sink,
                capacity,
                executor,
                watcher,
                nanoClock,
                door,
                meters.begin(metered(identity, interest)));
        entries.add(entry);
        entry.capacity(capacity);
        entry.terms(terms);
        try {
            entrance.enter(entry);
        } catch (PositionTakenException e) {
            entries.remove(entry);
            entry.close();
            meters.end(entry.timer());
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
        entry.close();
        meters.end(entry.timer());
        entrance.left(entry);
    }

    /** Who it is for meters; handlers have no names, and their ids go with them. */
    private static MeteredHandler metered(HandlerIdentity identity, Interest interest) {
        List<String> topics = interest.declared().topics();
        return new MeteredHandler(
                Kind.EVENT_HANDLER,
                topics.isEmpty() ? "*" : topics.get(0),
                identity.kind().label(),
                identity.module(),
                identity.bundleId());
    }

    /** What measures handlers. */
    public HandlerMeters meters() {
        return meters;
    }

    /**
     * Brings events of the past to the handlers of a module once more.
     *
     * @return how many were queued
     */
    public long replay(String module, Predicate<ModuleEvent> which) {
        requireRunning();
        return entrance.repeat(entries, module, which);
    }

    /** Whether an event of this topic may be for a handler or the history, for those who would have to make one first. */
    public boolean isWanted(String topic) {
        return !stopped && (routes.route(topic).length > 0 || recorder.wouldKeep(topic));
    }

    /**
     * Runs every handler of OSGi events that wants the event on this thread, and returns when all have returned; but for
     * slow ones, which get it into their mailboxes, it waits no longer than their budget. Handlers of Vagus events get it
     * into their mailboxes too.
     */
    public void send(Event event) {
        Occurrence occurrence = new Occurrence(event, null);
        remember(occurrence);
        delivering.send(route(event), occurrence);
    }

    /** Puts the event into the mailbox of every handler that wants it; waits for room only where that is configured. */
    public void post(Event event) {
        post(new Occurrence(event, null));
    }

    /** The same for events of the framework, whose threads never wait. */
    public void postHurried(Event event) {
        post(new Occurrence(event, null).hurried());
    }

    private void post(Occurrence occurrence) {
        remember(occurrence);
        delivering.post(route(occurrence.event()), occurrence);
    }

    /**
     * Posts a Vagus event to handlers of both kinds.
     *
     * @return whether a store has it
     * @throws EventsStoppedException after the engine has stopped
     */
    public CompletionStage<Boolean> publish(Publication publication) {
        requireRunning();
        return raise(publication, false);
    }

    /** Keeps, then routes: so whoever enters the routes later than the event was numbered finds it in the history. */
    private CompletionStage<Boolean> raise(Publication raised, boolean hurried) {
        Publication publication = recorder.marked(raised);
        ModuleEvent event = publication.event();
        long sequence = recorder.keep(publication);
        CompletionStage<Boolean> stored = recorder.store(publication);
        if (event.is(ModuleEvent.Mark.BROADCAST)) {
            String topic = EventTopics.topic(event.channel(), event.name());
            delivering.broadcast(routes.broadcastRoute(topic, event.name()), topic, event, sequence);
        } else {
            Event osgiEvent = mapping.osgiEventOf(event);
            Occurrence occurrence = new Occurrence(osgiEvent, event, sequence);
            delivering.post(route(osgiEvent), hurried ? occurrence.hurried() : occurrence);
        }
        return stored;
    }

    /** Where events ask the gate. */
    public EventGate door() {
        return door;
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
            raise(Publication.of(event), true);
        }
    }

    /**
     * Posts an event that another EventAdmin delivers to the handlers of OSGi events, to those of Vagus events only. Never
     * waits.
     */
    public void feed(Event event) {
        if (!door.admitsOfNeighbour(event.getTopic())) {
            return;
        }
        Occurrence occurrence = new Occurrence(event, null).hurried();
        remember(occurrence);
        for (HandlerEntry entry : route(event)) {
            if (entry.identity().kind() == HandlerKind.MODULE && entry.wants(occurrence)) {
                entry.queue(occurrence, mapping, 0);
            }
        }
    }

    /** Before it is routed, as {@link #raise} does. */
    private void remember(Occurrence occurrence) {
        if (!stopped) {
            recorder.keep(occurrence);
        }
    }

    private HandlerEntry[] route(Event event) {
        if (stopped) {
            LOG.debug("An event on {} came after the stop and went to nobody", event.getTopic());
            return new HandlerEntry[0];
        }
        return routes.route(event.getTopic());
    }

    /**
     * Says who would get events.
     *
     * @throws EventsStoppedException after the engine has stopped
     */
    public Explainer explainer() {
        requireRunning();
        return new Explainer(entries, mapping, recorder, door);
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
            cleared += entry.close();
            meters.end(entry.timer());
        }
        if (cleared > 0) {
            LOG.warn("{} events were still queued when the events bundle had to stop, and are dropped", cleared);
        }
    }
}
