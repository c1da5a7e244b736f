package dev.vagus.metrics.internal.status;

import dev.vagus.metrics.ComponentStatus;
import dev.vagus.metrics.Health;
import dev.vagus.metrics.StatusReport;
import java.util.ArrayList;
import java.util.List;

/** Makes a report of facts, by all rules. Thread-safe; what has grown is told by what was judged before. */
public final class Judgement {
    /** Every component, in the order in which reports tell them. */
    public static final List<String> COMPONENTS =
            List.of("bus", "registry", "events", "breaker", "security", "store", "gates", "configuration");

    private final Readings readings = new Readings();

    /** How Vagus is by these facts. */
    public StatusReport judge(Facts facts, Limits limits) {
        Readings.Reading grown = readings.grown(facts.at(), reading(facts), limits.growth());
        Issues issues = new Issues();
        new PresenceRules(issues).judge(facts);
        if (facts.bus() != null) {
            new BusRules(limits, issues).judge(facts.bus(), grown);
        }
        if (facts.registry() != null) {
            issues.refusals(facts.registry().failures(), "registry", "vagus:registration-failures");
        }
        if (facts.events() != null) {
            new EventRules(limits, issues).judge(facts.events(), grown);
        }
        if (facts.breakers() != null) {
            BreakerRules.judge(facts.breakers(), issues);
        }
        new KeepingRules(limits, issues).judge(facts, grown);
        List<ComponentStatus> components = new ArrayList<>();
        for (String component : COMPONENTS) {
            components.add(Summaries.of(component, facts, issues.health(component)));
        }
        Health overall = components.stream().map(ComponentStatus::health).reduce(Health.HEALTHY, Health::and);
        return new StatusReport(facts.at(), overall, components, issues.sorted());
    }

    private static Readings.Reading reading(Facts facts) {
        Facts.Bus bus = facts.bus();
        Facts.Events events = facts.events();
        long dropped = bus == null
                ? 0
                : bus.subscriptions().stream().mapToLong(each -> each.dropped()).sum();
        long eventsDropped = events == null
                ? 0
                : events.handlers().stream().mapToLong(each -> each.dropped()).sum();
        long unstored = events == null || events.history() == null
                ? 0
                : events.history().unstored();
        long missing = bus == null ? 0 : bus.letters().missing();
        return new Readings.Reading(dropped, eventsDropped, unstored, missing);
    }
}
