package dev.vagus.metrics.internal.selftest;

import dev.vagus.breaker.CircuitBreakers;
import dev.vagus.bus.ChannelSpec;
import dev.vagus.bus.DeadLetterFilter;
import dev.vagus.bus.Explanation;
import dev.vagus.bus.MessageBus;
import dev.vagus.bus.MessageHandler;
import dev.vagus.bus.Subscription;
import dev.vagus.bus.SubscriptionSpec;
import dev.vagus.events.EventHistory;
import dev.vagus.events.EventPublisher;
import dev.vagus.registry.ApiHandler;
import dev.vagus.registry.ApiRegistry;
import dev.vagus.registry.OperationSpec;
import dev.vagus.security.TokenService;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where one check takes place: services, names, and what is to be taken away afterwards, the latest first. Used by one
 * thread.
 */
final class Scene {
    private final Concerns concerns;
    private final Place place;
    private final Duration patience;
    private final BreakerPolicy policy;
    private final Deque<Runnable> leftovers = new ArrayDeque<>();

    Scene(Concerns concerns, Place place, Duration patience, BreakerPolicy policy) {
        this.concerns = concerns;
        this.place = place;
        this.patience = patience;
        this.policy = policy;
    }

    Place place() {
        return place;
    }

    /** How long something may take that should happen at once. */
    Duration patience() {
        return patience;
    }

    BreakerPolicy policy() {
        return policy;
    }

    MessageBus bus() {
        return present(concerns.bus(), "dev.vagus.bus");
    }

    ApiRegistry registry() {
        return present(concerns.registry(), "dev.vagus.registry");
    }

    EventPublisher events() {
        return present(concerns.events(), "dev.vagus.events");
    }

    EventHistory history() {
        return present(concerns.history(), "dev.vagus.events");
    }

    CircuitBreakers breakers() {
        return present(concerns.breakers(), "dev.vagus.breaker");
    }

    TokenService tokens() {
        return present(concerns.tokens(), "dev.vagus.security");
    }

    private static <S> S present(@Nullable S service, String bundle) {
        if (service == null) {
            throw new CheckSkipped("the bundle " + bundle + " is not started");
        }
        return service;
    }

    /** The channel of this self-test, new; it goes with its dead letters. */
    String channel(ChannelSpec spec) {
        MessageBus bus = bus();
        bus.createChannel(spec);
        later(() -> {
            bus.removeChannel(spec.name());
            bus.discard(DeadLetterFilter.ALL.onChannel(spec.name()));
        });
        return spec.name();
    }

    /** The channel of this self-test with the defaults. */
    String channel() {
        return channel(ChannelSpec.named(place.channel()).describedAs("self-test; it goes at its end"));
    }

    /** Subscribes until the check has ended. */
    Subscription hear(SubscriptionSpec<Map<String, Object>> spec, MessageHandler<Map<String, Object>> handler) {
        Subscription subscription = bus().subscribe(spec, handler);
        later(subscription::close);
        return subscription;
    }

    /** Offers an operation until the check has ended, and says its whole name. */
    String offer(OperationSpec spec, ApiHandler handler) {
        later(registry().register(spec, handler)::close);
        return spec.module() + '.' + spec.name();
    }

    /** Takes something away when the check has ended. */
    void later(Runnable cleaning) {
        leftovers.push(cleaning);
    }

    /** Takes everything away, and says what could not be. */
    List<String> leave() {
        List<String> failures = new ArrayList<>();
        for (Runnable cleaning = leftovers.poll(); cleaning != null; cleaning = leftovers.poll()) {
            try {
                cleaning.run();
            } catch (RuntimeException e) {
                failures.add(String.valueOf(e.getMessage()));
            }
        }
        return failures;
    }

    /** Why a message may not have been heard, as the bus explains it. */
    String obstacles(String type) {
        Explanation told = bus().message(place.channel(), type).explain();
        String reasons = told.recipients().stream()
                .filter(each -> !each.reason().isEmpty())
                .map(each -> each.subscription() + ": " + each.reason())
                .collect(Collectors.joining("; "));
        String all = told.obstacle().isEmpty() ? reasons : told.obstacle();
        return all.isEmpty() ? "" : " (" + all + ")";
    }
}
