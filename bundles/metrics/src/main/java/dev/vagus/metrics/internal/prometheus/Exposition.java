package dev.vagus.metrics.internal.prometheus;

import static dev.vagus.metrics.internal.prometheus.Family.Type.COUNTER;
import static dev.vagus.metrics.internal.prometheus.Family.Type.GAUGE;

import dev.vagus.registry.RegistrySnapshot;
import dev.vagus.security.SecuritySnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that is counted, for one scrape at a time. A source that fails costs its own families only, and is counted.
 * Thread-safe; scrapes wait for each other.
 */
public final class Exposition {
    private static final Logger LOG = LoggerFactory.getLogger(Exposition.class);

    private final Supplier<Sources> sources;
    private final IntSupplier most;
    private final Clock clock;
    private final ChannelFamilies channels = new ChannelFamilies();
    private final SubscriptionFamilies subscriptions = new SubscriptionFamilies();
    private final HandlerFamilies handlers = new HandlerFamilies();
    private final BreakerFamilies breakers = new BreakerFamilies();
    private final RetryFamilies retries = new RetryFamilies();
    private long failures;

    /**
     * @param sources gives what is there at a scrape
     * @param most how many names of each kind have series of their own
     * @param clock the wall clock, for what waits
     */
    public Exposition(Supplier<Sources> sources, IntSupplier most, Clock clock) {
        this.sources = sources;
        this.clock = clock;
        this.most = most;
    }

    /** Every family now. */
    public synchronized MetricSnapshots collect() {
        Sources now = sources.get();
        int limit = most.getAsInt();
        Instant at = clock.instant();
        List<Family> all = new ArrayList<>();
        from("calls", now.meters(), meters -> new CallFamilies().collect(meters), all);
        from("channels", now.bus(), bus -> channels.collect(bus.channels(), limit), all);
        from("subscriptions", now.bus(), bus -> subscriptions.collect(bus.subscriptions(), limit), all);
        from("dead letters", now.bus(), bus -> LetterFamilies.deadLetters(bus.deadLetterSnapshot(), at), all);
        from("registry", now.registry(), registry -> registry(registry.snapshot()), all);
        from("event handlers", now.events(), events -> handlers.collect(events.handlers(), limit), all);
        from("history", now.history(), history -> LetterFamilies.history(history.snapshot(), at), all);
        from("breakers", now.breakers(), there -> breakers.collect(there.list(), limit), all);
        from("retries", now.breakers(), there -> retries.collect(there.retries(), limit), all);
        from("security", now.security(), security -> security(security.snapshot()), all);
        all.add(LetterFamilies.one(
                COUNTER, "metrics_source_failures", "How often a scrape could not read one of its sources", failures));
        MetricSnapshots.Builder snapshots = MetricSnapshots.builder();
        all.forEach(family -> snapshots.metricSnapshot(family.snapshot()));
        return snapshots.build();
    }

    private <T> void from(String what, @Nullable T source, Function<T, List<Family>> families, List<Family> all) {
        if (source == null) {
            return;
        }
        try {
            all.addAll(families.apply(source));
        } catch (RuntimeException e) {
            // Its bundle is stopping, or a gate keeps this one from it.
            failures++;
            LOG.debug("a scrape without {}", what, e);
        }
    }

    private static List<Family> registry(RegistrySnapshot snapshot) {
        Family sent = new Family(COUNTER, "vagus_calls_sent", "Calls that were made by fire and forget", "result");
        sent.add(snapshot.sent() - snapshot.sentFailed(), "made");
        sent.add(snapshot.sentFailed(), "failed");
        return List.of(
                LetterFamilies.one(GAUGE, "operations", "Operations that can be called", snapshot.operations()),
                LetterFamilies.one(
                        GAUGE,
                        "calls_waiting_for_updates",
                        "Calls that wait for modules that are being updated",
                        snapshot.waitingForUpdates()),
                sent);
    }

    private static List<Family> security(SecuritySnapshot snapshot) {
        Family decisions = new Family(
                COUNTER,
                "vagus_security_decisions",
                "Accesses on behalf of a token or by a grant, by outcome",
                "result");
        decisions.add(snapshot.allowed(), "allowed");
        decisions.add(snapshot.refused(), "refused");
        Family tokens = new Family(
                COUNTER,
                "vagus_token_checks",
                "Tokens that were shown: accepted as known or by their signature, or refused by a rule",
                "outcome",
                "rule");
        SecuritySnapshot.TokenChecks checks = snapshot.tokenChecks();
        tokens.add(checks.known(), "accepted", "known");
        tokens.add(checks.verified(), "accepted", "verified");
        checks.refused().forEach((rule, count) -> tokens.add(count, "refused", rule.label()));
        return List.of(
                decisions,
                tokens,
                LetterFamilies.one(
                        GAUGE, "security_enabled", "1 while security is on, else 0", snapshot.enabled() ? 1 : 0),
                LetterFamilies.one(
                        GAUGE, "security_known_tokens", "Checked tokens that are remembered", snapshot.knownTokens()));
    }
}
