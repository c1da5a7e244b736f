package dev.vagus.events.internal.tracking;

import dev.vagus.events.Replay;
import dev.vagus.events.internal.engine.Interest;
import dev.vagus.events.internal.engine.Order;
import dev.vagus.events.internal.engine.TopicPattern;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.ServiceReference;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventConstants;

/** Reads what an {@code org.osgi.service.event.EventHandler} wants from its service properties. */
final class OsgiInterests implements InterestReader {
    /**
     * What it wants.
     *
     * @throws InvalidHandlerException when it has no topic, or a topic or the filter is not valid
     */
    @Override
    public Interest read(ServiceReference<?> reference, Predicate<Event> access) {
        List<String> topics = HandlerProperties.strings(
                EventConstants.EVENT_TOPIC, reference.getProperty(EventConstants.EVENT_TOPIC));
        String asked = String.join(",", topics);
        if (topics.isEmpty()) {
            throw new InvalidHandlerException(
                    asked, "it has no property event.topics; set it to the topics to hear, or to * for all");
        }
        List<TopicPattern> patterns =
                topics.stream().map(topic -> pattern(asked, topic)).toList();
        String filter = filter(asked, reference.getProperty(EventConstants.EVENT_FILTER));
        Predicate<Event> accepted =
                filter == null ? access : HandlerProperties.filter(access, EventConstants.EVENT_FILTER, asked, filter);
        return new Interest(
                patterns,
                topic -> true,
                null,
                accepted,
                new Order(0, HandlerProperties.ranking(reference)),
                Replay.NONE,
                new Interest.Declaration(topics, "", filter == null ? "" : filter));
    }

    private static TopicPattern pattern(String asked, String topic) {
        try {
            return TopicPattern.parse(topic);
        } catch (IllegalArgumentException e) {
            throw new InvalidHandlerException(asked, "event.topics: " + e.getMessage());
        }
    }

    private static @Nullable String filter(String asked, @Nullable Object value) {
        if (value == null || value instanceof String) {
            return (String) value;
        }
        throw new InvalidHandlerException(
                asked,
                "event.filter must be a String, but is of " + value.getClass().getName());
    }
}
