package dev.vagus.shell.internal.commands;

import dev.vagus.breaker.BreakerSnapshot;
import dev.vagus.breaker.CircuitBreakers;
import dev.vagus.bus.DeadLetter;
import dev.vagus.bus.MessageBus;
import dev.vagus.bus.SubscriptionSnapshot;
import dev.vagus.events.EventHistory;
import dev.vagus.events.EventPublisher;
import dev.vagus.events.EventQuery;
import dev.vagus.events.HandlerSnapshot;
import dev.vagus.events.StickyEvent;
import dev.vagus.module.VagusException;
import dev.vagus.registry.ApiRegistry;
import dev.vagus.registry.OperationDescriptor;
import dev.vagus.registry.ParameterDescriptor;
import dev.vagus.shell.internal.model.Candidates;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/** The names that there are now, as the words of commands may be. What a service that is not there knows is left out. */
record Names(Services services) {
    /** Channels of messages, and of events that came lately. */
    List<String> channels() {
        return sorted(new Channels(services).names().stream());
    }

    /** Channels on which events came lately or are heard. */
    List<String> eventChannels() {
        return sorted(Stream.concat(
                new EventNames(services).channels().stream(), handlers().map(HandlerSnapshot::channel)));
    }

    List<String> operations() {
        return new Operations(services).names();
    }

    /** The names of the parameters of the operation before, each with its {@code =}. */
    Candidates parameters() {
        return places -> places.isEmpty()
                ? List.of()
                : descriptors()
                        .filter(operation -> operation.qualifiedName().equals(places.get(0)))
                        .flatMap(operation -> operation.parameters().stream())
                        .map(ParameterDescriptor::name)
                        .filter(name -> places.stream().noneMatch(place -> place.startsWith(name + "=")))
                        .map(name -> name + "=")
                        .toList();
    }

    /** Everybody who offers operations or hears messages or events. */
    List<String> modules() {
        CircuitBreakers breakers = services.findBreakers();
        return sorted(Stream.of(
                        descriptors().map(OperationDescriptor::module),
                        subscriptions().map(SubscriptionSnapshot::module),
                        handlers().map(HandlerSnapshot::module),
                        breakers == null
                                ? Stream.<String>empty()
                                : breakers.list().stream().map(BreakerSnapshot::module))
                .flatMap(Function.identity()));
    }

    /** The types of messages that are heard by name, and those of dead letters. */
    List<String> messageTypes() {
        return sorted(Stream.concat(
                        subscriptions().map(SubscriptionSnapshot::type),
                        deadLetters().map(letter -> letter.message().type()))
                .filter(type -> type.indexOf('*') < 0));
    }

    /** The ids of subscriptions. */
    List<String> subscriptionIds() {
        return subscriptions().map(SubscriptionSnapshot::id).toList();
    }

    /** The names of subscriptions, and the ids of those without one. */
    List<String> subscriptionNames() {
        return sorted(subscriptions().flatMap(each -> Stream.of(each.name(), each.id())));
    }

    List<String> deadLetterIds() {
        return deadLetters().map(letter -> letter.id().toString()).toList();
    }

    List<String> events() {
        return new EventNames(services).events();
    }

    /** What joins the events that came lately to other work. */
    List<String> correlations() {
        return new EventNames(services).correlations();
    }

    List<String> stickyEvents() {
        return sorted(sticky().map(sticky -> sticky.event().name()));
    }

    List<String> stickyKeys() {
        return sorted(sticky().map(StickyEvent::key));
    }

    /** What breakers guard, and the operations that have none yet. */
    List<String> targets() {
        return sorted(Stream.concat(new Breakers(services).names().stream(), operations().stream()));
    }

    /** What breakers guard, and their modules. */
    List<String> breakers() {
        CircuitBreakers breakers = services.findBreakers();
        return breakers == null
                ? List.of()
                : sorted(breakers.list().stream().flatMap(each -> Stream.of(each.target(), each.module())));
    }

    /** Scopes that mean something here: those that operations ask for, roles, one for every operation and channel. */
    List<String> scopes() {
        return new ScopeNames(services).all();
    }

    private Stream<OperationDescriptor> descriptors() {
        ApiRegistry registry = services.findRegistry();
        return registry == null ? Stream.empty() : registry.operations().stream();
    }

    private Stream<SubscriptionSnapshot> subscriptions() {
        MessageBus bus = services.findBus();
        return bus == null ? Stream.empty() : bus.subscriptions().stream();
    }

    private Stream<DeadLetter> deadLetters() {
        MessageBus bus = services.findBus();
        return bus == null ? Stream.empty() : bus.deadLetters().stream();
    }

    private Stream<HandlerSnapshot> handlers() {
        EventPublisher events = services.findEvents();
        return events == null ? Stream.empty() : events.handlers().stream();
    }

    private Stream<StickyEvent> sticky() {
        EventHistory history = services.findHistory();
        try {
            return history == null ? Stream.empty() : history.sticky(EventQuery.ALL).stream();
        } catch (VagusException e) {
            return Stream.empty();
        }
    }

    /** Without what is not there or empty, each once. */
    static List<String> sorted(Stream<String> words) {
        Collection<String> sorted = new TreeSet<>();
        words.filter(Objects::nonNull).filter(word -> !word.isBlank()).forEach(sorted::add);
        return List.copyOf(sorted);
    }
}
