package dev.vagus.events;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Hears Vagus events with their data in a type of its own. Registered as a service with the properties of
 * {@link EventSubscriber}, or in code by {@link EventPublisher#subscribe(EventSubscription, Class, TypedEventHandler)}.
 * Called as a {@link ModuleEventHandler} is. Data that does not fit the type counts as a failure of the handler and is
 * logged, without the data.
 *
 * @param <T> the type that the data is converted to: a record whose components are entries of the data, a DTO or
 *     {@code Map<String, Object>}. Entries that the type does not have are ignored. A handler that is a service must
 *     declare it in its class ({@code implements TypedEventHandler<StepStarted>}) or by the service property
 *     {@value EventSubscriber#PAYLOAD_PROPERTY}.
 */
@ConsumerType
@FunctionalInterface
public interface TypedEventHandler<T> {
    /**
     * Hears one event.
     *
     * @param event the event, with the data as it was published
     * @param data the data in the handler's own type
     * @throws Exception which is logged
     */
    void onEvent(ModuleEvent event, T data) throws Exception;
}
