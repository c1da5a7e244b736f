package dev.vagus.events;

import dev.vagus.module.FailedRegistration;
import dev.vagus.module.Registration;
import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Raises events, as one bundle sees it: a bundle-scoped service, so that events carry the name of the bundle that raises
 * them. Thread-safe. After the events bundle has stopped, every method throws {@link EventsStoppedException}.
 *
 * <p>An event goes to every {@link ModuleEventHandler} and {@link TypedEventHandler} whose patterns match and, as an OSGi event under the topic that
 * {@link EventTopics} defines, to every {@code org.osgi.service.event.EventHandler} that listens to it.
 */
@ProviderType
public interface EventPublisher {
    /**
     * Publishes an event on the channel {@link EventTopics#DEFAULT_CHANNEL}. Returns when every handler that matches has
     * it in its mailbox; handlers run later, on other threads. Does not block.
     *
     * @param name the event's name
     * @param data what happened: maps, lists, values, records, DTOs; copied unless immutable
     * @throws IllegalArgumentException when the name cannot be a token of a topic, or the data has no structure
     */
    EventReceipt publish(String name, Map<String, ?> data);

    /**
     * The same with the components of a record as data, each under its name.
     *
     * @throws IllegalArgumentException as the other
     */
    EventReceipt publish(String name, Record data);

    /** Starts an event with more to say. */
    EventBuilder event(String name);

    /**
     * Subscribes in code until the registration is closed or the calling bundle stops.
     *
     * @throws IllegalArgumentException when a pattern or the filter is not valid
     */
    Registration subscribe(EventSubscription subscription, ModuleEventHandler handler);

    /**
     * The same with the data in this type.
     *
     * @param type a record whose components are entries of the data, a DTO, or {@code Map}
     * @throws IllegalArgumentException when a pattern or the filter is not valid, or data cannot become this type
     */
    <T> Registration subscribe(EventSubscription subscription, Class<T> type, TypedEventHandler<? super T> handler);

    /**
     * Says which handlers would get an event of this topic, and which not and why. What their filters would say is left
     * open; {@link EventBuilder#explain} knows it.
     *
     * @param topic any topic of an OSGi event; that of a Vagus event is {@link EventTopics#topic}
     * @throws IllegalArgumentException when it is no topic
     */
    EventExplanation explain(String topic);

    /** Every handler, of OSGi events and of Vagus events, by id. */
    List<HandlerSnapshot> handlers();

    /** Handlers that were refused, and the configuration of this bundle if it is wrong, with the reason. */
    List<FailedRegistration> failedRegistrations();
}
