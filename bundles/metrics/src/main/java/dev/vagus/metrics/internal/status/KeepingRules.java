package dev.vagus.metrics.internal.status;

import dev.vagus.events.HistorySnapshot;
import dev.vagus.security.SecuritySnapshot;
import java.time.Duration;
import java.time.Instant;

/** What is wrong with what is kept: by the store, and the keys of security. */
final class KeepingRules {
    private static final String STORE = "store";

    private final Limits limits;
    private final Issues issues;

    KeepingRules(Limits limits, Issues issues) {
        this.limits = limits;
        this.issues = issues;
    }

    /** Whether anybody has a store. */
    static boolean hasStore(Facts facts) {
        return facts.bus() != null && facts.bus().letters().hasStore()
                || facts.events() != null
                        && facts.events().history() != null
                        && facts.events().history().hasStore();
    }

    void judge(Facts facts, Readings.Reading grown) {
        if (!hasStore(facts) && facts.storeStarted()) {
            issues.warn(
                    STORE,
                    "the bundle dev.vagus.store is started and there is no store",
                    "its configuration was refused, or the driver of its database is not there; its log says which",
                    "correct it; vagus:event-history and vagus:dead-letter-list show what is in memory, and gone when the"
                            + " process ends");
        } else if (!hasStore(facts)) {
            issues.note(
                    STORE,
                    "there is no store",
                    "the bundle dev.vagus.store is not started",
                    "events and dead letters are gone when the process ends; vagus:event-history and"
                            + " vagus:dead-letter-list show what is in memory");
        }
        if (facts.bus() != null && facts.bus().letters().hasStore()) {
            letters(facts.bus(), grown);
        }
        if (grown.unstored() > 0) {
            issues.warn(
                    STORE,
                    grown.unstored() + " events were not stored within the last " + Texts.time(limits.growth()),
                    "the store refused them or failed: its queue was full, or its database does not answer",
                    "the log of dev.vagus.store says why; vagus:event-history shows those that are in memory");
        }
        if (facts.events() != null && facts.events().history() != null) {
            lag(facts.events().history(), facts.at());
        }
        Facts.Security security = facts.security();
        if (security != null && security.snapshot() != null) {
            keys(security.snapshot(), facts.at());
        } else if (security != null) {
            issues.note(
                    "security",
                    "keys and settings of security were not looked at",
                    security.hidden(),
                    "ask as the operator: vagus:security-show");
        }
    }

    private void lag(HistorySnapshot history, Instant now) {
        Instant since = history.unwrittenSince();
        Duration age = since == null ? Duration.ZERO : Duration.between(since, now);
        if (history.unwritten() > 0 && age.compareTo(limits.oldest()) >= 0) {
            issues.warn(
                    STORE,
                    history.unwritten() + " events wait to be stored, the oldest for " + Texts.time(age) + " (limit "
                            + Texts.time(limits.oldest()) + ")",
                    "its database is too slow or does not answer",
                    "the log of dev.vagus.store says why; vagus:event-history shows those that are in memory, which is all"
                            + " that is left of them should the process end");
        }
    }

    private void letters(Facts.Bus bus, Readings.Reading grown) {
        if (bus.letters().unwritten() > 0) {
            issues.warn(
                    STORE,
                    bus.letters().unwritten() + " of " + bus.letters().letters() + " dead letters are not in the store",
                    "it lags behind, its database does not answer, or it will not take them",
                    "vagus:dead-letter-list shows which (STORED); the log of dev.vagus.store says why");
        }
        if (grown.missing() > 0) {
            issues.warn(
                    STORE,
                    grown.missing() + " dead letters were lost to the store within the last "
                            + Texts.time(limits.growth()),
                    "they went, or cannot be stored, before it had them",
                    "vagus:dead-letter-list shows what is left");
        }
    }

    private void keys(SecuritySnapshot security, Instant now) {
        security.keys().stream()
                .filter(key -> key.use().equals("sig") && key.retired() == null && key.created() != null)
                .forEach(key -> {
                    Instant created = key.created();
                    Duration age = created == null ? Duration.ZERO : Duration.between(created, now);
                    if (age.compareTo(limits.keyAge()) >= 0) {
                        issues.warn(
                                "security",
                                "the key " + key.id() + ", which signs, is " + age.toDays() + " days old (limit "
                                        + limits.keyAge().toDays() + " days)",
                                "nobody has rotated it",
                                "vagus:security-rotate makes a new one; tokens signed by the old one stay valid");
                    }
                });
    }
}
