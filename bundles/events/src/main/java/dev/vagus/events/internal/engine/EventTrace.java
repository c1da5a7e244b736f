package dev.vagus.events.internal.engine;

import dev.vagus.delivery.trace.CarefulSpan;
import dev.vagus.delivery.trace.CarefulTracer;
import dev.vagus.events.EventTopics;
import dev.vagus.events.ModuleEvent;
import dev.vagus.events.ModuleEvent.Mark;
import dev.vagus.spi.FlowContext;
import dev.vagus.spi.FlowTracer.Kind;
import dev.vagus.spi.FlowTracer.Work;
import dev.vagus.spi.Traceparent;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.service.event.Event;

/** What an event takes along of the work that it is raised in, and what is told of it to a tracer. */
final class EventTrace {
    private EventTrace() {}

    /**
     * What the work of its handlers takes along: neither deadline nor depth nor on whose behalf.
     *
     * @param correlationId of the event
     * @param traceparent of the event
     */
    static FlowContext flow(@Nullable String correlationId, @Nullable String traceparent) {
        return FlowContext.NONE.with(correlationId, FlowContext.NO_DEADLINE, traceparent, 0);
    }

    /** The same of an event that is raised in this work: what the event itself says, where that is valid, comes first. */
    static FlowContext flow(Event event, FlowContext around) {
        String said = Traceparent.validOrNull(text(event, EventTopics.TRACEPARENT));
        String correlation = text(event, EventTopics.CORRELATION_ID);
        return flow(
                correlation != null ? correlation : around.correlationId(), said != null ? said : around.traceparent());
    }

    static FlowContext within(FlowContext flow, CarefulSpan span) {
        return flow.with(flow.correlationId(), flow.deadline(), span.traceparent(), flow.depth());
    }

    /** This work with the trace context of that one. */
    static FlowContext traced(FlowContext around, FlowContext by) {
        return around.with(around.correlationId(), around.deadline(), by.traceparent(), around.depth());
    }

    private static @Nullable String text(Event event, String property) {
        return event.getProperty(property) instanceof String text ? text : null;
    }

    /** Raises a Vagus event and records that, if it is to be recorded. */
    static <T> T publishing(
            CarefulTracer tracer, ModuleEvent event, FlowContext flow, Function<@Nullable CarefulSpan, T> raising) {
        return recording(tracer, work(Kind.PUBLISH, event, event.source(), "", flow), event::data, raising);
    }

    /** The same of one that somebody raised through an EventAdmin. */
    static void posting(
            CarefulTracer tracer,
            Occurrence occurrence,
            String module,
            Supplier<@Nullable Object> data,
            FlowContext flow,
            Function<@Nullable CarefulSpan, Boolean> raising) {
        recording(tracer, work(Kind.PUBLISH, occurrence, module, "", flow), data, raising);
    }

    /** An event at one of its handlers; null when it is not recorded. */
    static @Nullable CarefulSpan hearing(
            CarefulTracer tracer, Occurrence occurrence, HandlerIdentity handler, FlowContext flow) {
        return tracer.begin(
                work(Kind.HEARING, occurrence, handler.module(), handler.kind().label() + ' ' + handler.id(), flow),
                CarefulTracer.NO_PAYLOAD);
    }

    private static <T> T recording(
            CarefulTracer tracer,
            Work work,
            Supplier<@Nullable Object> payload,
            Function<@Nullable CarefulSpan, T> raising) {
        CarefulSpan span = tracer.begin(work, payload);
        if (span == null) {
            return raising.apply(null);
        }
        try {
            T raised = raising.apply(span);
            span.end(null);
            return raised;
        } catch (RuntimeException | Error e) {
            span.endWith(e);
            throw e;
        }
    }

    private static Work work(Kind kind, Occurrence occurrence, String module, String peer, FlowContext flow) {
        ModuleEvent view = occurrence.viewOrNull();
        if (view != null) {
            return work(kind, view, module, peer, flow);
        }
        Event event = occurrence.event();
        String topic = event.getTopic();
        boolean own = ModuleEvents.isModuleTopic(topic);
        String id = text(event, EventTopics.ID);
        return new Work(
                kind,
                id == null ? "" : id,
                own ? ModuleEvents.nameOf(topic) : topic,
                own ? ModuleEvents.channelOf(topic) : "",
                module,
                peer,
                1,
                flow.correlationId(),
                flow.traceparent(),
                false);
    }

    private static Work work(Kind kind, ModuleEvent event, String module, String peer, FlowContext flow) {
        return new Work(
                kind,
                event.id(),
                event.name(),
                event.channel(),
                module,
                peer,
                1,
                flow.correlationId(),
                flow.traceparent(),
                event.is(Mark.ENCRYPTED));
    }
}
