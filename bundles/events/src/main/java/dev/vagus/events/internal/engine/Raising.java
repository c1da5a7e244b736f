package dev.vagus.events.internal.engine;

import dev.vagus.delivery.trace.CarefulSpan;
import dev.vagus.delivery.trace.CarefulTracer;
import dev.vagus.delivery.trace.TracerSlot;
import dev.vagus.events.EventTopics;
import dev.vagus.events.ModuleEvent;
import dev.vagus.events.internal.history.History;
import dev.vagus.spi.FlowContext;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.osgi.service.event.Event;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens to an event on the thread that raises it. It is given to the store, then kept, then routed: so whoever enters
 * the routes later than it was numbered finds it in the {@link History}, or behind it in the store. Thread-safe.
 */
final class Raising {
    private static final Logger LOG = LoggerFactory.getLogger(Raising.class);

    private final ModuleEvents mapping;
    private final Recorder recorder;
    private final RouteIndex routes;
    private final Delivering delivering;
    private final TracerSlot tracers;
    private final BooleanSupplier stopped;

    Raising(
            ModuleEvents mapping,
            Recorder recorder,
            RouteIndex routes,
            Delivering delivering,
            TracerSlot tracers,
            BooleanSupplier stopped) {
        this.mapping = mapping;
        this.recorder = recorder;
        this.routes = routes;
        this.delivering = delivering;
        this.tracers = tracers;
        this.stopped = stopped;
    }

    void send(Event event, String module) {
        Occurrence occurrence = new Occurrence(event, null);
        remember(occurrence);
        FlowContext around = FlowContext.current();
        FlowContext flow = EventTrace.flow(event, around);
        if (!Objects.equals(flow.traceparent(), around.traceparent())) {
            occurrence.sentIn(EventTrace.traced(around, flow));
        }
        told(occurrence, module, flow, around, delivering::send);
    }

    void post(Event event, String module) {
        Occurrence occurrence = new Occurrence(event, null);
        remember(occurrence);
        FlowContext flow = EventTrace.flow(event, FlowContext.current());
        told(occurrence, module, flow, flow, delivering::post);
    }

    void postHurried(Event event) {
        Occurrence occurrence = new Occurrence(event, null).hurried();
        remember(occurrence);
        delivering.post(route(event), occurrence);
    }

    /** Brings an event to its handlers, and tells the tracer where there is one. */
    private void told(
            Occurrence occurrence,
            String module,
            FlowContext flow,
            FlowContext around,
            BiConsumer<HandlerEntry[], Occurrence> way) {
        CarefulTracer tracer = tracers.now();
        if (tracer == null) {
            way.accept(route(occurrence.event()), occurrence.in(flow, null));
            return;
        }
        recorder.look(occurrence);
        EventTrace.posting(tracer, occurrence, module, () -> recorder.data(occurrence), flow, span -> {
            FlowContext inside = span == null ? flow : EventTrace.within(flow, span);
            occurrence.in(inside, span).sentIn(EventTrace.traced(around, inside));
            way.accept(route(occurrence.event()), occurrence);
            return true;
        });
    }

    /** To handlers of Vagus events only, without waiting. */
    void feed(Event event) {
        Occurrence occurrence =
                new Occurrence(event, null).hurried().in(EventTrace.flow(event, FlowContext.NONE), null);
        remember(occurrence);
        for (HandlerEntry entry : route(event)) {
            if (entry.identity().kind() == HandlerKind.MODULE && entry.wants(occurrence)) {
                entry.queue(occurrence, mapping, 0);
            }
        }
    }

    /** Keeps a Vagus event, then routes it. */
    CompletionStage<Boolean> raise(Publication raised, boolean hurried) {
        Publication publication = recorder.marked(raised);
        FlowContext flow = EventTrace.flow(
                publication.event().correlationId(), FlowContext.current().traceparent());
        CarefulTracer tracer = tracers.now();
        return tracer == null
                ? raise(publication, hurried, flow, null)
                : EventTrace.publishing(tracer, publication.event(), flow, span -> {
                    FlowContext inside = span == null ? flow : EventTrace.within(flow, span);
                    return raise(publication, hurried, inside, span);
                });
    }

    private CompletionStage<Boolean> raise(
            Publication publication, boolean hurried, FlowContext flow, @Nullable CarefulSpan span) {
        ModuleEvent event = publication.event();
        CompletionStage<Boolean> stored = recorder.store(publication);
        boolean given = recorder.isGiven(stored);
        long sequence = recorder.keep(publication);
        String topic = EventTopics.topic(event.channel(), event.name());
        if (event.is(ModuleEvent.Mark.BROADCAST)) {
            delivering.broadcast(routes.broadcastRoute(topic, event.name()), topic, each -> new Occurrence(
                            mapping.osgiEventOf(event, each, flow.traceparent()), event, sequence)
                    .stored(given)
                    .in(flow, span));
        } else {
            Event osgiEvent = mapping.osgiEventOf(event, topic, flow.traceparent());
            Occurrence occurrence =
                    new Occurrence(osgiEvent, event, sequence).stored(given).in(flow, span);
            delivering.post(route(osgiEvent), hurried ? occurrence.hurried() : occurrence);
        }
        return stored;
    }

    private void remember(Occurrence occurrence) {
        if (!stopped.getAsBoolean()) {
            recorder.keep(occurrence);
        }
    }

    private HandlerEntry[] route(Event event) {
        if (stopped.getAsBoolean()) {
            LOG.debug("An event on {} came after the stop and went to nobody", event.getTopic());
            return new HandlerEntry[0];
        }
        return routes.route(event.getTopic());
    }
}
