package dev.vagus.shell.internal.commands;

import dev.vagus.breaker.BreakerSnapshot;
import dev.vagus.breaker.BreakerState;
import dev.vagus.breaker.BreakerTransition;
import dev.vagus.module.ErrorCategory;
import dev.vagus.module.Setting;
import dev.vagus.shell.internal.model.Choices;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A circuit breaker as a person reads it. */
final class BreakerFacts {
    private static final long TENTH = 100;

    private BreakerFacts() {}

    static Map<String, Object> of(BreakerSnapshot breaker, List<Setting> settings, Instant now) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("breaker", breaker.target());
        facts.put("module", breaker.module() + " (bundle " + breaker.bundleId() + ")");
        facts.put("state", Choices.label(breaker.state()) + " since " + Times.date(breaker.since()));
        facts.put("next probe", probe(breaker, now));
        facts.put("failures in a row", breaker.consecutiveFailures() + of(settings));
        facts.put("window", window(breaker, settings));
        facts.put("calls refused", breaker.refused());
        ErrorCategory last = breaker.lastFailure();
        facts.put("last failure", last == null ? "-" : last.label());
        return facts;
    }

    private static String of(List<Setting> settings) {
        return settings.stream()
                .filter(setting -> setting.key().equals("breaker.failures")
                        && !setting.value().equals(0L))
                .map(setting -> " of " + setting.value())
                .findFirst()
                .orElse("");
    }

    private static String window(BreakerSnapshot breaker, List<Setting> settings) {
        if (breaker.windowCalls() == 0 && settings.stream().anyMatch(BreakerFacts::saysNone)) {
            return "none: failures in a row decide";
        }
        return breaker.windowCalls() + " calls, " + share(breaker.windowFailures(), breaker.failureRate()) + " failed, "
                + share(breaker.windowSlow(), breaker.slowRate()) + " slow";
    }

    private static boolean saysNone(Setting setting) {
        return setting.key().equals("breaker.window") && setting.value().equals("none");
    }

    private static String share(int calls, double rate) {
        return rate < 0 ? Integer.toString(calls) : calls + " (" + rate(rate) + ")";
    }

    private static String probe(BreakerSnapshot breaker, Instant now) {
        Instant next = breaker.nextProbe();
        if (next != null) {
            return Times.date(next) + " (" + nextProbe(breaker, now) + ")";
        }
        return breaker.state() == BreakerState.FORCED_OPEN ? "none until breaker-reset --force" : "-";
    }

    /** Why somebody has opened it by hand; empty when nobody has. */
    static String openedByHand(BreakerSnapshot breaker) {
        List<BreakerTransition> history = breaker.history();
        return breaker.state() != BreakerState.FORCED_OPEN || history.isEmpty()
                ? ""
                : history.get(history.size() - 1).reason();
    }

    /** A share such as {@code 12.5%}; a dash where too few calls say nothing. */
    static String rate(double percent) {
        return percent < 0 ? "-" : String.format(Locale.ROOT, "%.1f%%", percent);
    }

    /** How long until it is tried again, such as {@code in 12.3s}; nothing where no time is waited for. */
    static String nextProbe(BreakerSnapshot breaker, Instant now) {
        if (breaker.nextProbe() == null) {
            return "";
        }
        long tenths = (breaker.untilProbe(now).toMillis() + TENTH - 1) / TENTH;
        return tenths == 0 ? "at the next call" : "in " + Times.text(Duration.ofMillis(tenths * TENTH));
    }
}
