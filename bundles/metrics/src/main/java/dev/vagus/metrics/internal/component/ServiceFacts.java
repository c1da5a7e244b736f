package dev.vagus.metrics.internal.component;

import dev.vagus.breaker.CircuitBreakers;
import dev.vagus.breaker.RetrySnapshot;
import dev.vagus.bus.ChannelSnapshot;
import dev.vagus.bus.DeadLetterSnapshot;
import dev.vagus.bus.MessageBus;
import dev.vagus.bus.SubscriptionSnapshot;
import dev.vagus.events.EventHistory;
import dev.vagus.events.EventPublisher;
import dev.vagus.events.HandlerSnapshot;
import dev.vagus.events.HistorySnapshot;
import dev.vagus.metrics.internal.window.Facts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the services that are there now. One that has just stopped tells nothing. */
final class ServiceFacts implements Facts {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceFacts.class);

    private volatile @Nullable MessageBus bus;
    private volatile @Nullable EventPublisher events;

    private volatile @Nullable EventHistory history;
    private volatile @Nullable CircuitBreakers breakers;

    void history(@Nullable EventHistory before, @Nullable EventHistory now) {
        if (now != null || history == before) {
            history = now;
        }
    }

    void breakers(@Nullable CircuitBreakers before, @Nullable CircuitBreakers now) {
        if (now != null || breakers == before) {
            breakers = now;
        }
    }

    void bus(@Nullable MessageBus before, @Nullable MessageBus now) {
        if (now != null || bus == before) {
            bus = now;
        }
    }

    void events(@Nullable EventPublisher before, @Nullable EventPublisher now) {
        if (now != null || events == before) {
            events = now;
        }
    }

    @Override
    public List<ChannelSnapshot> channels() {
        return ask(bus, MessageBus::channels);
    }

    @Override
    public List<SubscriptionSnapshot> subscriptions() {
        return ask(bus, MessageBus::subscriptions);
    }

    @Override
    public List<HandlerSnapshot> handlers() {
        return ask(events, EventPublisher::handlers);
    }

    @Override
    public List<RetrySnapshot> retries() {
        return ask(breakers, CircuitBreakers::retries);
    }

    @Override
    public @Nullable HistorySnapshot history() {
        return find(history, EventHistory::snapshot);
    }

    @Override
    public @Nullable DeadLetterSnapshot deadLetters() {
        return find(bus, MessageBus::deadLetterSnapshot);
    }

    private static <S, T> List<T> ask(@Nullable S service, Function<S, List<T>> question) {
        List<T> answer = find(service, question);
        return answer == null ? List.of() : answer;
    }

    private static <S, T> @Nullable T find(@Nullable S service, Function<S, T> question) {
        if (service == null) {
            return null;
        }
        try {
            return question.apply(service);
        } catch (RuntimeException e) {
            LOG.debug("{} tells nothing of itself", service.getClass().getSimpleName(), e);
            return null;
        }
    }

    @Override
    public List<String> missing() {
        List<String> missing = new ArrayList<>();
        if (bus == null) {
            missing.add("the message bus is not there: bundle dev.vagus.bus is not started");
        }
        if (events == null) {
            missing.add("the event service is not there: bundle dev.vagus.events is not started");
        }
        return missing;
    }
}
