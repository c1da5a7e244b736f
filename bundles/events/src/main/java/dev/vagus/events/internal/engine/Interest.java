package dev.vagus.events.internal.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.osgi.service.event.Event;

/**
 * What a handler wants to hear, checked and compiled. Immutable.
 *
 * @param patterns under which topics the index keeps it
 * @param refinement what a topic must pass besides
 * @param filter what the event itself must pass
 * @param ranking handlers of higher ranking come first
 * @param declared what the handler asked for, as people read it
 */
public record Interest(
        List<TopicPattern> patterns,
        Predicate<String> refinement,
        Predicate<Event> filter,
        int ranking,
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

    /** Whether the handler asks for the same as here, so that nothing needs to change. */
    public boolean isSameAs(Interest other) {
        return ranking == other.ranking && declared.equals(other.declared);
    }
}
