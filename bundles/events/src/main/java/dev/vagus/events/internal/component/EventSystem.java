package dev.vagus.events.internal.component;

import dev.vagus.delivery.Dispatcher;
import dev.vagus.delivery.configuration.Refusals;
import dev.vagus.delivery.gate.GateTracker;
import dev.vagus.delivery.module.BestService;
import dev.vagus.delivery.module.ModuleNames;
import dev.vagus.delivery.structure.Structures;
import dev.vagus.events.EventHistory;
import dev.vagus.events.EventPublisher;
import dev.vagus.events.ModuleEventHandler;
import dev.vagus.events.TypedEventHandler;
import dev.vagus.events.internal.adapter.ModuleLife;
import dev.vagus.events.internal.adapter.ObjectText;
import dev.vagus.events.internal.engine.EventEngine;
import dev.vagus.events.internal.engine.ModuleEvents;
import dev.vagus.events.internal.history.History;
import dev.vagus.events.internal.history.StickyEvents;
import dev.vagus.events.internal.tracking.CodeHandlers;
import dev.vagus.events.internal.tracking.Departures;
import dev.vagus.events.internal.tracking.Failures;
import dev.vagus.events.internal.tracking.HandlerTracker;
import dev.vagus.events.internal.tracking.MetersTracker;
import dev.vagus.events.internal.tracking.NeighbourFeed;
import dev.vagus.events.internal.tracking.Neighbours;
import dev.vagus.events.internal.tracking.StoreTracker;
import dev.vagus.spi.FlowTracer;
import dev.vagus.spi.HistoryStore;
import dev.vagus.spi.PositionStore;
import java.util.ArrayList;
import java.util.List;
import java.util.ListIterator;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.event.EventAdmin;
import org.osgi.service.event.EventHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The parts of the event system, put together; started in one order and stopped in the reverse one. */
final class EventSystem {
    private static final Logger LOG = LoggerFactory.getLogger(EventSystem.class);
    private static final int BASE_THREADS = Math.max(2, Runtime.getRuntime().availableProcessors());
    private static final int MOST_THREADS = 256;
    private static final String GUARDED = "events";

    private final BundleContext context;
    private final Dispatcher dispatcher;
    private final EventEngine engine;
    private final ModuleEvents mapping;
    private final History history;
    private final StickyEvents sticky;
    private final Structures structures = new Structures();
    private final Structures foreignStructures = new Structures((object, where) -> ObjectText.of(object));
    private final Failures failures;
    private final CodeHandlers codeHandlers;
    private final GateTracker gates;
    private final List<Runnable> stops = new ArrayList<>();
    private volatile Settings settings;

    EventSystem(BundleContext context, Settings settings) {
        this.context = context;
        this.settings = settings;
        failures = new Failures(new Refusals(
                ModuleNames.of(context.getBundle()), context.getBundle().getBundleId()));
        gates = new GateTracker(context, GUARDED);
        mapping = new ModuleEvents(structures, foreignStructures, System::currentTimeMillis);
        dispatcher = new Dispatcher("vagus-events", BASE_THREADS, MOST_THREADS);
        history = new History(settings.history(), System::currentTimeMillis);
        sticky = new StickyEvents(history, settings.stickyCapacity());
        engine = new EventEngine(mapping, history, sticky, dispatcher, System::nanoTime, settings.mailboxCapacity());
        engine.terms(settings.handlers());
        codeHandlers = new CodeHandlers(engine);
    }

    /** Starts every part; when one fails, those before it are stopped again. */
    void start() {
        try {
            startParts();
        } catch (RuntimeException e) {
            stop();
            throw e;
        }
    }

    private void startParts() {
        stops.add(this::drain);
        gates.gates().listen(() -> engine.door().gate(gates.gates().effective()));
        part(gates::open, gates::close);
        BestService<FlowTracer> tracers = new BestService<>(context, FlowTracer.class, engine.tracers()::set);
        part(tracers::open, tracers::close);
        StoreTracker<HistoryStore> stores =
                new StoreTracker<>(context, HistoryStore.class, history.durability()::store);
        part(stores::open, stores::close);
        StoreTracker<PositionStore> positions =
                new StoreTracker<>(context, PositionStore.class, engine.positions()::store);
        part(positions::open, positions::close);
        MetersTracker meters = new MetersTracker(context, engine.meters());
        part(meters::open, meters::close);
        HandlerTracker<EventHandler> eventHandlers = HandlerTracker.ofEventHandlers(context, engine, failures);
        part(eventHandlers::open, eventHandlers::close);
        HandlerTracker<ModuleEventHandler> moduleHandlers =
                HandlerTracker.ofModuleEventHandlers(context, engine, failures);
        part(moduleHandlers::open, moduleHandlers::close);
        HandlerTracker<TypedEventHandler<?>> typedHandlers =
                HandlerTracker.ofTypedEventHandlers(context, engine, failures, structures);
        part(typedHandlers::open, typedHandlers::close);
        Departures departures = new Departures(context, this::forget, this::deliverWhatIsQueued);
        part(departures::open, departures::close);
        stops.add(codeHandlers::close);
        stops.add(() -> engine.stop(this::drain));
        NeighbourFeed feed = new NeighbourFeed(context, engine);
        part(feed::open, feed::close);
        Neighbours neighbours = new Neighbours(context, new EventRoles(context, engine));
        part(neighbours::open, neighbours::close);
        ModuleLife life = new ModuleLife(context, engine, mapping);
        part(life::open, life::close);
        registerForEach(
                EventAdmin.class, (bundle, module) -> new EventAdminService(engine, module, bundle.getBundleId()));
        Publishing publishing = new Publishing(engine, mapping, structures, codeHandlers, failures);
        registerForEach(
                EventHistory.class,
                (bundle, module) -> new HistoryService(engine, history, sticky, module, bundle.getBundleId()));
        registerForEach(EventPublisher.class, (bundle, module) -> new BundlePublisher(publishing, bundle, module));
    }

    void change(Settings changed) {
        settings = changed;
        engine.capacity(changed.mailboxCapacity());
        engine.terms(changed.handlers());
        history.limits(changed.history());
        sticky.capacity(changed.stickyCapacity());
    }

    /** What is wrong with the latest configuration. */
    void refused(List<String> wrong) {
        failures.configurations().put(Settings.PID, wrong);
    }

    void stop() {
        ListIterator<Runnable> backwards = stops.listIterator(stops.size());
        while (backwards.hasPrevious()) {
            backwards.previous().run();
        }
        stops.clear();
    }

    /** Called when a bundle has stopped: nothing of it stays behind. */
    private void forget(Bundle bundle) {
        codeHandlers.closeOf(bundle.getBundleId());
        structures.forget(type -> bundle.equals(FrameworkUtil.getBundle(type)));
        foreignStructures.forget(type -> bundle.equals(FrameworkUtil.getBundle(type)));
        if (engine.isRunning()) {
            dispatcher.renew();
        }
    }

    /** The handlers are there as long as the framework has not stopped their bundles. */
    private void deliverWhatIsQueued() {
        if (!dispatcher.awaitQuiet(settings.stopDeadline())) {
            LOG.warn(
                    "Not every event was dealt with in {} ms before the framework stops",
                    settings.stopDeadline().toMillis());
        }
    }

    private void drain() {
        dispatcher
                .stop(settings.stopDeadline())
                .forEach(survivor -> LOG.warn("A thread did not end when the events bundle stopped: {}", survivor));
    }

    private void part(Runnable open, Runnable close) {
        open.run();
        stops.add(close);
    }

    private <S> void registerForEach(Class<S> type, OfEachBundle.Maker<S> maker) {
        stops.add(context.registerService(type, new OfEachBundle<>(maker), null)::unregister);
    }
}
