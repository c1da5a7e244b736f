package dev.vagus.metrics.internal.status;

import dev.vagus.breaker.BreakerSnapshot;
import dev.vagus.breaker.BreakerState;
import java.util.List;

/** What is wrong with circuit breakers. */
final class BreakerRules {
    private static final String BREAKER = "breaker";

    private BreakerRules() {}

    static void judge(Facts.Breakers breakers, Issues issues) {
        List<BreakerSnapshot> open = breakers.breakers().stream()
                .filter(each -> each.state() != BreakerState.CLOSED)
                .toList();
        issues.each(open, BREAKER, "breakers that are not closed", "vagus:breaker-list", each -> tell(each, issues));
    }

    private static void tell(BreakerSnapshot each, Issues issues) {
        String what = "the breaker of " + each.target() + " (module " + each.module() + ") is "
                + each.state().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-') + " since " + each.since()
                + ", " + each.refused() + " calls refused";
        switch (each.state()) {
            case FORCED_OPEN ->
                issues.warn(
                        BREAKER,
                        what,
                        "it was opened by hand: " + reason(each),
                        "vagus:breaker-reset " + each.target() + " --force closes it");
            case HALF_OPEN ->
                issues.note(
                        BREAKER,
                        what,
                        "it tries whether what it guards has recovered",
                        "vagus:breaker-show " + each.target() + " shows how that goes");
            default ->
                issues.warn(
                        BREAKER,
                        what,
                        reason(each),
                        "vagus:breaker-show " + each.target() + " shows the failures; it tries again by itself"
                                + (each.nextProbe() == null ? "" : " at " + each.nextProbe())
                                + ", vagus:breaker-reset " + each.target() + " closes it at once");
        }
    }

    private static String reason(BreakerSnapshot each) {
        return each.history().isEmpty()
                ? "the last failure was " + each.lastFailure()
                : each.history().get(each.history().size() - 1).reason();
    }
}
