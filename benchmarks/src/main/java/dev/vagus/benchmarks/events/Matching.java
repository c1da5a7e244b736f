package dev.vagus.benchmarks.events;

import java.util.HashMap;
import java.util.Map;
import org.osgi.service.event.EventConstants;

/** How handlers say which events they want. */
public enum Matching {
    /** By a topic. */
    TOPIC("lab/job/Changed", "lab/job/Done", "", ""),
    /** By all topics below one. */
    WILDCARD("lab/job/*", "lab/step/*", "", ""),
    /** By a topic, which is the same for all, and an LDAP filter on the properties. */
    FILTER("lab/job/Changed", "lab/job/Changed", "(&(Module=LabRunner)(NewValue>=5))", "(Module=JobStore)");

    /** The topic of all events. */
    static final String TOPIC_OF_EVENTS = "lab/job/Changed";

    private final String matchingTopic;
    private final String otherTopic;
    private final String matchingFilter;
    private final String otherFilter;

    Matching(String matchingTopic, String otherTopic, String matchingFilter, String otherFilter) {
        this.matchingTopic = matchingTopic;
        this.otherTopic = otherTopic;
        this.matchingFilter = matchingFilter;
        this.otherFilter = otherFilter;
    }

    /** What a handler registers that wants the events. */
    Map<String, Object> matching() {
        return properties(matchingTopic, matchingFilter);
    }

    /** What a handler registers that wants others. */
    Map<String, Object> other() {
        return properties(otherTopic, otherFilter);
    }

    /** What a handler registers with this topic, and this filter unless it is empty. */
    static Map<String, Object> properties(String topic, String filter) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(EventConstants.EVENT_TOPIC, topic);
        if (!filter.isEmpty()) {
            properties.put(EventConstants.EVENT_FILTER, filter);
        }
        return properties;
    }
}
