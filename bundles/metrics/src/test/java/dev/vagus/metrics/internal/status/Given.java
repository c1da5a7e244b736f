package dev.vagus.metrics.internal.status;

import dev.vagus.breaker.BreakerSnapshot;
import dev.vagus.breaker.BreakerState;
import dev.vagus.breaker.BreakerTransition;
import dev.vagus.bus.ChannelSnapshot;
import dev.vagus.bus.ChannelSpec;
import dev.vagus.bus.DeadLetterSnapshot;
import dev.vagus.bus.Handling;
import dev.vagus.bus.SubscriptionSnapshot;
import dev.vagus.events.HandlerSnapshot;
import dev.vagus.events.HistorySnapshot;
import dev.vagus.module.ErrorCategory;
import dev.vagus.module.FailedRegistration;
import dev.vagus.registry.RegistrySnapshot;
import dev.vagus.security.SecuritySnapshot;
import dev.vagus.security.SecuritySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Facts in the making: all is well until a test says otherwise. */
final class Given {
    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    final List<ChannelSnapshot> channels = new ArrayList<>();
    final List<SubscriptionSnapshot> subscriptions = new ArrayList<>();
    final List<HandlerSnapshot> handlers = new ArrayList<>();
    final List<BreakerSnapshot> breakers = new ArrayList<>();
    final List<FailedRegistration> busFailures = new ArrayList<>();
    final List<FailedRegistration> registryFailures = new ArrayList<>();
    final List<FailedRegistration> eventFailures = new ArrayList<>();
    final List<FailedRegistration> refusedPolicies = new ArrayList<>();
    final List<SecuritySnapshot.Key> keys = new ArrayList<>();
    final Map<String, Set<String>> required = new HashMap<>();
    final Set<String> gates = new HashSet<>();
    final Set<String> missing = new HashSet<>();
    Instant at = NOW;
    DeadLetterSnapshot letters = new DeadLetterSnapshot(0, 1_000, 0, true, 0, 0, null);
    long lettersSince;
    boolean hasStore = true;
    boolean storeStarted = true;
    String refusal = "";
    long unstored;
    long unwritten;

    @Nullable
    Instant unwrittenSince;

    String securitySource = "default";
    String hidden = "";

    Facts facts() {
        return new Facts(
                at,
                missing.contains("bus")
                        ? null
                        : new Facts.Bus(channels, subscriptions, letters, lettersSince, busFailures),
                missing.contains("registry")
                        ? null
                        : new Facts.Registry(new RegistrySnapshot(3, 0, 0, 0), registryFailures),
                missing.contains("events")
                        ? null
                        : new Facts.Events(
                                handlers,
                                new HistorySnapshot(
                                        5, 0, 5, 10, 0, null, hasStore, unstored, unwritten, unwrittenSince),
                                eventFailures),
                missing.contains("breaker") ? null : new Facts.Breakers(breakers, refusedPolicies),
                missing.contains("security") ? null : security(),
                required,
                gates,
                storeStarted,
                refusal);
    }

    private Facts.Security security() {
        SecuritySnapshot snapshot = new SecuritySnapshot(
                false, securitySource, SecuritySpec.DEFAULTS, Set.of(), "i", List.of(), List.of(), keys, 0, 0, 0, 0);
        return new Facts.Security(hidden.isEmpty() ? snapshot : null, hidden);
    }

    void channel(String name, ChannelSnapshot.State state) {
        channels.add(new ChannelSnapshot(ChannelSpec.named(name), 1, 0, 0, 0, 0, 0, 7, 0, Duration.ZERO, 0, state));
    }

    void subscription(long queued, Duration oldest, SubscriptionSnapshot.State state, String reason) {
        subscription(queued, oldest, state, reason, dev.vagus.bus.HandlerStatus.State.RUNNING, 0);
    }

    void subscription(
            long queued,
            Duration oldest,
            SubscriptionSnapshot.State state,
            String reason,
            dev.vagus.bus.HandlerStatus.State handler,
            long dropped) {
        subscriptions.add(new SubscriptionSnapshot(
                "s-" + (subscriptions.size() + 1),
                "",
                "Lab",
                "*",
                "",
                "LabRunner",
                9,
                Handling.DEFAULT,
                state,
                reason,
                NOW,
                new dev.vagus.bus.HandlerStatus(handler, "too slow", NOW, Duration.ofSeconds(5), 4, null),
                1_000,
                queued,
                0,
                0,
                dropped,
                0,
                0,
                queued,
                0,
                0,
                oldest,
                0));
    }

    void eventHandler(dev.vagus.events.HandlerStatus.State state, long dropped) {
        handlers.add(new HandlerSnapshot(
                "h-1",
                "Progress",
                4,
                "ModuleEventHandler",
                List.of("*"),
                "*",
                "",
                9,
                1,
                0,
                dropped,
                0,
                8,
                0,
                new dev.vagus.events.HandlerStatus(state, "late", NOW, Duration.ofMillis(500), 3, NOW, 0)));
    }

    void breaker(BreakerState state, @Nullable Instant probe) {
        breakers.add(new BreakerSnapshot(
                "LabRunner.Run",
                "LabRunner",
                9,
                state,
                NOW,
                probe,
                10,
                0,
                0,
                0,
                -1,
                -1,
                12,
                ErrorCategory.TIMEOUT,
                List.of(new BreakerTransition(NOW, BreakerState.CLOSED, state, "10 failures in a row"))));
    }

    static FailedRegistration failure(String kind) {
        return new FailedRegistration(kind, "Wrong", "LabRunner", 9, 11, "the filter is not valid");
    }
}
