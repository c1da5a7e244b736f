package dev.vagus.metrics.internal.prometheus;

import static dev.vagus.metrics.internal.prometheus.Family.Type.COUNTER;
import static dev.vagus.metrics.internal.prometheus.Family.Type.GAUGE;

import dev.vagus.events.HandlerSnapshot;
import dev.vagus.events.HandlerStatus;
import java.util.List;

/** What is counted of event handlers. Lives from scrape to scrape; not thread-safe. */
final class HandlerFamilies {
    private final Names names = new Names();
    private final Growing growing = new Growing();

    List<Family> collect(List<HandlerSnapshot> handlers, int most) {
        names.update(handlers.stream().map(HandlerSnapshot::id).toList(), most);
        Family events = new Family(
                COUNTER,
                "vagus_event_handler_events",
                "Events that a handler is done with, by what became of them",
                "handler",
                "module",
                "result");
        Family queued = gauge("queued_events", "Events in the mailbox");
        Family inFlight = gauge("in_flight_events", "Events that the handler is at");
        Family paused = gauge("paused", "1 while it is paused for exceeding its budget, else 0");
        for (HandlerSnapshot handler : handlers) {
            boolean own = !names.of(handler.id()).equals(Names.OTHER);
            String[] at = own ? new String[] {handler.id(), handler.module()} : new String[] {Names.OTHER, Names.OTHER};
            events.add(handler.delivered(), at[0], at[1], "delivered");
            events.add(handler.failed(), at[0], at[1], "failed");
            events.add(handler.dropped(), at[0], at[1], "dropped");
            events.add(handler.cleared(), at[0], at[1], "cleared");
            queued.add(handler.queued(), at);
            inFlight.add(handler.inFlight(), at);
            HandlerStatus.State state = handler.status().state();
            paused.add(state == HandlerStatus.State.PAUSED || state == HandlerStatus.State.PROBING ? 1 : 0, at);
        }
        return List.of(growing.of(events), queued, inFlight, paused);
    }

    private static Family gauge(String name, String help) {
        return new Family(GAUGE, "vagus_event_handler_" + name, help, "handler", "module");
    }
}
