package dev.vagus.metrics.internal.status;

import dev.vagus.events.HandlerSnapshot;
import dev.vagus.events.HandlerStatus;
import java.util.List;

/** What is wrong with the handlers of events. */
final class EventRules {
    private static final String EVENTS = "events";

    private final Limits limits;
    private final Issues issues;

    EventRules(Limits limits, Issues issues) {
        this.limits = limits;
        this.issues = issues;
    }

    void judge(Facts.Events events, Readings.Reading grown) {
        List<HandlerSnapshot> slow = events.handlers().stream()
                .filter(each -> each.status().state() != HandlerStatus.State.RUNNING)
                .toList();
        issues.each(slow, EVENTS, "slow or paused handlers", "vagus:event-handler-list", this::slow);
        if (grown.eventsDropped() > 0) {
            issues.warn(
                    EVENTS,
                    grown.eventsDropped() + " events were turned away within the last " + Texts.time(limits.growth()),
                    "the mailboxes of their handlers were full",
                    "vagus:event-handler-list shows which; make those handlers faster");
        }
        issues.refusals(events.failures(), EVENTS, "vagus:registration-failures");
    }

    private void slow(HandlerSnapshot each) {
        boolean paused = each.status().state() == HandlerStatus.State.PAUSED
                || each.status().state() == HandlerStatus.State.PROBING;
        issues.warn(
                EVENTS,
                "the event handler " + each.id() + " of module " + each.module() + " is "
                        + (paused ? "paused" : "slow") + " since "
                        + each.status().since() + ": "
                        + each.status().overruns() + " events took longer than its budget of "
                        + Texts.time(each.status().budget()) + ", " + each.queued() + " wait",
                each.status().reason(),
                paused
                        ? "it is tried again at " + each.status().nextProbe() + "; vagus:event-handler-list shows it"
                        : "vagus:event-handler-list shows it; it is paused if that goes on");
    }
}
