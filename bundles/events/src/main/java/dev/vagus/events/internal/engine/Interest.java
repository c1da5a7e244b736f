package dev.vagus.events.internal.engine;

import dev.vagus.events.Replay;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.osgi.service.event.Event;

/**
 * What a handler wants to hear, checked and compiled. Immutable.
 *
 * @param patterns under which topics the index keeps it
 * @param refinement what a topic must pass besides
 * @param names what the name of an event to all channels must pass; null when the patterns decide
 * @param filter what the event itself must pass
 * @param order who comes first
 * @param replay what it is to hear of the past
 * @param declared what the handler asked for, as people read it
 */
public record Interest(
        List<TopicPattern> patterns,
        Predicate<String> refinement,
        @Nullable Predicate<String> names,
        Predicate<Event> filter,
        Order order,
        Replay replay,
        Declaration declared) {

    /**
     * What the handler asked for in its own words.
     *
     * @param topics its topics or names
     * @param channel its channel pattern, or empty
     * @param filter its filter, or empty
     */
    public record Declaration(List<String> topics, String channel, String filter) {
        /** Copies the topics. */
        public Declaration {
            topics = List.copyOf(topics);
        }
    }

    /** Keeps each pattern once. */
    public Interest {
        Map<String, TopicPattern> distinct = new LinkedHashMap<>();
        patterns.forEach(pattern -> distinct.putIfAbsent(pattern.text(), pattern));
        patterns = List.copyOf(distinct.values());
    }

    /** Whether an event of this topic may be for it. */
    boolean matches(String topic) {
        for (TopicPattern pattern : patterns) {
            if (pattern.matches(topic)) {
                return refinement.test(topic);
            }
        }
        return false;
    }

    /**
     * The topic under which it hears an event that goes to all channels: the event's own if that matches, else the first
     * of this name on another channel; null when it does not hear it.
     *
     * @param topic the event's own topic
     * @param name the event's name
     */
    @Nullable
    String broadcastTopic(String topic, String name) {
        if (names != null) {
            return names.test(name) ? topic : null;
        }
        if (matches(topic)) {
            return topic;
        }
        for (TopicPattern pattern : patterns) {
            String fitting = pattern.moduleTopicOf(name);
            if (fitting != null) {
                return fitting;
            }
        }
        return null;
    }

    /** Whether the handler asks for the same as here, so that nothing needs to change. */
    public boolean isSameAs(Interest other) {
        return order.equals(other.order) && replay.equals(other.replay) && declared.equals(other.declared);
    }
}
