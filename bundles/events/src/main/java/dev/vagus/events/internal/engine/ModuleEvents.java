package dev.vagus.events.internal.engine;

import dev.vagus.delivery.structure.Structures;
import dev.vagus.events.EventTopics;
import dev.vagus.events.ModuleEvent;
import dev.vagus.events.ModuleEvent.Mark;
import dev.vagus.module.TimeOrderedId;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventConstants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Maps Vagus events to OSGi events and back, as {@link EventTopics} defines. What it makes is plain structure: no object
 * of the publishing module stays in it. Thread-safe.
 */
public final class ModuleEvents {
    private static final Logger LOG = LoggerFactory.getLogger(ModuleEvents.class);
    private static final String RESERVED_PREFIX = "vagus.";

    private final Structures structures;
    private final LongSupplier wallClockMillis;
    private final ForeignEvents foreign;

    /** With the copier of data and the wall clock that stamps events. */
    public ModuleEvents(Structures structures, LongSupplier wallClockMillis) {
        this(structures, new Structures((object, where) -> object.getClass().getName()), wallClockMillis);
    }

    /** The same with the copier of data of events that are no Vagus events. */
    public ModuleEvents(Structures structures, Structures foreign, LongSupplier wallClockMillis) {
        this.structures = structures;
        this.wallClockMillis = wallClockMillis;
        this.foreign = new ForeignEvents(foreign, wallClockMillis);
    }

    /**
     * A new event.
     *
     * @throws IllegalArgumentException when the name or channel cannot be a token of a topic, when an entry of the data
     *     has a reserved name or when the data has no structure
     */
    public ModuleEvent create(
            String name, String channel, String source, @Nullable String correlationId, Map<String, ?> data) {
        return create(name, channel, source, correlationId, data, Set.of());
    }

    /**
     * The same with these marks.
     *
     * @throws IllegalArgumentException as the other
     */
    public ModuleEvent create(
            String name,
            String channel,
            String source,
            @Nullable String correlationId,
            Map<String, ?> data,
            Set<Mark> marks) {
        EventTopics.requireToken("event name", name);
        EventTopics.requireToken("channel", channel);
        data.keySet().forEach(key -> requireFree(name, key));
        long now = wallClockMillis.getAsLong();
        TimeOrderedId id = new TimeOrderedId(TimeOrderedId.nextValue(now));
        return new ModuleEvent(
                id.toString(), name, channel, source, Instant.ofEpochMilli(now), correlationId, frozen(data), marks);
    }

    /**
     * The components of a record as entries.
     *
     * @throws IllegalArgumentException when one has no structure
     */
    public Map<String, Object> entriesOf(Record data) {
        return asMap(structures.freeze(data));
    }

    private static void requireFree(String name, Object key) {
        if (!(key instanceof String text)) {
            throw new IllegalArgumentException("event " + name + ": the names of its data must be strings");
        }
        if (text.equals(EventConstants.EVENT_TOPIC) || text.startsWith(RESERVED_PREFIX)) {
            throw new IllegalArgumentException("event " + name + ": the data's entry '" + text
                    + "' has a reserved name; use one that is not event.topics and does not start with vagus.");
        }
    }

    /** The OSGi event of a Vagus event. */
    public Event osgiEventOf(ModuleEvent event) {
        return osgiEventOf(event, EventTopics.topic(event.channel(), event.name()));
    }

    /** The OSGi event of a Vagus event, under another topic. */
    Event osgiEventOf(ModuleEvent event, String topic) {
        return osgiEventOf(event, topic, null);
    }

    /** The same with the trace context that it is raised in; null for none. */
    Event osgiEventOf(ModuleEvent event, String topic, @Nullable String traceparent) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(EventConstants.TIMESTAMP, event.timestamp().toEpochMilli());
        properties.putAll(event.data());
        properties.put(EventTopics.ID, event.id());
        properties.put(EventTopics.NAME, event.name());
        properties.put(EventTopics.CHANNEL, event.channel());
        properties.put(EventTopics.SOURCE, event.source());
        if (event.correlationId() != null) {
            properties.put(EventTopics.CORRELATION_ID, event.correlationId());
        }
        if (traceparent != null) {
            properties.put(EventTopics.TRACEPARENT, traceparent);
        }
        if (event.is(Mark.BROADCAST)) {
            properties.put(EventTopics.BROADCAST, Boolean.TRUE);
        }
        return new Event(topic, properties);
    }

    /** Whether events of this topic are Vagus events: a channel and a name below {@link EventTopics#PREFIX}. */
    public static boolean isModuleTopic(String topic) {
        if (!topic.startsWith(EventTopics.PREFIX)) {
            return false;
        }
        int slash = topic.indexOf('/', EventTopics.PREFIX.length());
        return slash > EventTopics.PREFIX.length() && topic.indexOf('/', slash + 1) < 0;
    }

    /** The channel in a topic for which {@link #isModuleTopic} holds. */
    public static String channelOf(String topic) {
        int start = EventTopics.PREFIX.length();
        return topic.substring(start, topic.indexOf('/', start));
    }

    /** The event's name in a topic for which {@link #isModuleTopic} holds. */
    public static String nameOf(String topic) {
        return topic.substring(topic.lastIndexOf('/') + 1);
    }

    /**
     * The Vagus view of an event that somebody posted through an EventAdmin.
     *
     * @throws IllegalArgumentException when a property has no structure
     */
    ModuleEvent viewOf(Event event) {
        Map<String, Object> data = new LinkedHashMap<>();
        for (String key : event.getPropertyNames()) {
            Object value = event.getProperty(key);
            if (value != null && !isOwnFact(key, value)) {
                data.put(key, value);
            }
        }
        String topic = event.getTopic();
        long posted = event.getProperty(EventConstants.TIMESTAMP) instanceof Long millis
                ? millis
                : wallClockMillis.getAsLong();
        String source = text(event, EventTopics.SOURCE);
        return new ModuleEvent(
                idOf(text(event, EventTopics.ID)),
                nameOf(topic),
                channelOf(topic),
                source != null ? source : "",
                Instant.ofEpochMilli(posted),
                text(event, EventTopics.CORRELATION_ID),
                frozen(data));
    }

    /** An event that is no Vagus event, as the history keeps it. */
    ModuleEvent recordOf(Event event) {
        return foreign.recordOf(event);
    }

    /** The id, when the poster gave one that can be; else a new one. */
    private static String idOf(@Nullable String given) {
        if (given == null) {
            return TimeOrderedId.next().toString();
        }
        try {
            return TimeOrderedId.parse(given).toString();
        } catch (IllegalArgumentException e) {
            LOG.debug("An event was posted with an id that is none", e);
            return TimeOrderedId.next().toString();
        }
    }

    private static boolean isOwnFact(String key, Object value) {
        return key.equals(EventConstants.EVENT_TOPIC)
                || key.startsWith(RESERVED_PREFIX)
                || (key.equals(EventConstants.TIMESTAMP) && value instanceof Long);
    }

    private static @Nullable String text(Event event, String key) {
        return event.getProperty(key) instanceof String text ? text : null;
    }

    private Map<String, Object> frozen(Map<String, ?> data) {
        return asMap(structures.freeze(data));
    }

    @SuppressWarnings("unchecked") // a map with string keys and a record are frozen to one
    static Map<String, Object> asMap(@Nullable Object structure) {
        return structure instanceof Map<?, ?> map ? (Map<String, Object>) map : Collections.emptyMap();
    }
}
