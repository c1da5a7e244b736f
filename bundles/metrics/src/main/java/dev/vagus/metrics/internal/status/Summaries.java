package dev.vagus.metrics.internal.status;

import dev.vagus.breaker.BreakerState;
import dev.vagus.events.HistorySnapshot;
import dev.vagus.metrics.ComponentStatus;
import dev.vagus.metrics.Health;
import dev.vagus.security.SecuritySnapshot;
import org.jspecify.annotations.Nullable;

/** The figures of each component in one line. */
final class Summaries {
    private static final String ABSENT = "not started";

    private Summaries() {}

    static ComponentStatus of(String component, Facts facts, Health health) {
        String text =
                switch (component) {
                    case "bus" -> bus(facts.bus());
                    case "registry" -> registry(facts.registry());
                    case "events" -> events(facts.events());
                    case "breaker" -> breakers(facts.breakers());
                    case "security" -> security(facts.security());
                    case "store" -> store(facts);
                    case "gates" -> gates(facts);
                    default -> "what was refused is told as an issue";
                };
        return new ComponentStatus(component, health, !text.equals(ABSENT), text);
    }

    private static String bus(Facts.@Nullable Bus bus) {
        if (bus == null) {
            return ABSENT;
        }
        long queued = bus.channels().stream().mapToLong(each -> each.queued()).sum();
        return bus.channels().size() + " channels, " + bus.subscriptions().size() + " subscriptions, " + queued
                + " messages queued, " + bus.letters().letters() + " dead letters";
    }

    private static String registry(Facts.@Nullable Registry registry) {
        return registry == null
                ? ABSENT
                : registry.snapshot().operations() + " operations, "
                        + registry.snapshot().waitingForUpdates() + " calls wait for updates";
    }

    private static String events(Facts.@Nullable Events events) {
        if (events == null) {
            return ABSENT;
        }
        long queued =
                events.handlers().stream().mapToLong(each -> each.queued()).sum();
        String history =
                events.history() == null ? "no history" : events.history().events() + " in the history";
        return events.handlers().size() + " handlers, " + queued + " events queued, " + history;
    }

    private static String breakers(Facts.@Nullable Breakers breakers) {
        if (breakers == null) {
            return ABSENT;
        }
        long open = breakers.breakers().stream()
                .filter(each -> each.state() != BreakerState.CLOSED)
                .count();
        return breakers.breakers().size() + " breakers, " + open + " of them not closed";
    }

    private static String security(Facts.@Nullable Security security) {
        if (security == null) {
            return ABSENT;
        }
        SecuritySnapshot snapshot = security.snapshot();
        return snapshot == null
                ? "not looked at"
                : (snapshot.enabled() ? "on, " : "off, ") + snapshot.keys().size() + " keys, " + snapshot.refused()
                        + " accesses refused";
    }

    private static String store(Facts facts) {
        if (!KeepingRules.hasStore(facts)) {
            return ABSENT;
        }
        Facts.Bus bus = facts.bus();
        Facts.Events events = facts.events();
        HistorySnapshot history = events == null ? null : events.history();
        return (history == null ? 0 : history.unwritten()) + " events to write, "
                + (history == null ? 0 : history.unstored()) + " not stored since the start, "
                + (bus == null ? 0 : bus.letters().unwritten())
                + " dead letters to write";
    }

    private static String gates(Facts facts) {
        long required = facts.required().values().stream()
                .flatMap(names -> names.stream())
                .distinct()
                .count();
        return facts.gates().size() + " there, " + required + " required";
    }
}
