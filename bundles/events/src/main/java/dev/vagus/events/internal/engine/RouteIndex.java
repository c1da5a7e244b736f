package dev.vagus.events.internal.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Finds the handlers of a topic. Thread-safe, without locks for readers.
 *
 * <p>Handlers are kept in buckets: one for each exact topic and one for each prefix of a wildcard, so that a handler costs
 * nothing to events that it does not match. The route of a topic is gathered from its own bucket and those of its prefixes
 * and cached in the present generation. Whoever changes a bucket publishes a new, empty generation <em>afterwards</em>;
 * a reader takes the generation <em>before</em> it looks into the buckets. A route gathered from buckets that have changed
 * meanwhile is therefore cached in a generation that nobody asks any more, and a handler is on every route that is looked
 * up after its {@link #add} has returned. A generation holds at most {@value #MAX_CACHED} topics, since topics are chosen
 * by callers; the next topic begins a new one.
 */
final class RouteIndex {
    static final int MAX_CACHED = 8192;

    /** Before the topic of an event that goes to all channels: no topic begins so. */
    private static final String BROADCAST = "**";

    private static final HandlerEntry[] NONE = {};
    private static final Comparator<HandlerEntry> ORDER = Comparator.<HandlerEntry, Order>comparing(
                    entry -> entry.interest().order())
            .thenComparingLong(HandlerEntry::sequence);

    private final ConcurrentHashMap<String, HandlerEntry[]> exact = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, HandlerEntry[]> prefixes = new ConcurrentHashMap<>();
    private volatile Generation generation = new Generation();

    private static final class Generation {
        final ConcurrentHashMap<String, HandlerEntry[]> routes = new ConcurrentHashMap<>();
        final AtomicInteger size = new AtomicInteger();
    }

    void add(HandlerEntry entry, Iterable<TopicPattern> patterns) {
        for (TopicPattern pattern : patterns) {
            buckets(pattern).compute(pattern.key(), (key, bucket) -> with(bucket, entry));
        }
        generation = new Generation();
    }

    void remove(HandlerEntry entry, Iterable<TopicPattern> patterns) {
        for (TopicPattern pattern : patterns) {
            buckets(pattern).computeIfPresent(pattern.key(), (key, bucket) -> without(bucket, entry));
        }
        generation = new Generation();
    }

    /** The handlers whose interest includes this topic, highest ranking first, then oldest first. Not to be changed. */
    HandlerEntry[] route(String topic) {
        Generation current = generation;
        HandlerEntry[] cached = current.routes.get(topic);
        return cached != null ? cached : gather(topic, current);
    }

    /**
     * The handlers that hear an event of this name which goes to all channels, in the same order. Not to be changed.
     *
     * @param topic the event's own topic
     */
    HandlerEntry[] broadcastRoute(String topic, String name) {
        Generation current = generation;
        String key = BROADCAST + topic;
        HandlerEntry[] cached = current.routes.get(key);
        if (cached != null) {
            return cached;
        }
        Set<HandlerEntry> found = new LinkedHashSet<>();
        for (ConcurrentHashMap<String, HandlerEntry[]> buckets : List.of(exact, prefixes)) {
            buckets.values().forEach(bucket -> collectHearing(bucket, topic, name, found));
        }
        return cache(key, found, current);
    }

    private static void collectHearing(HandlerEntry[] bucket, String topic, String name, Set<HandlerEntry> into) {
        for (HandlerEntry entry : bucket) {
            if (entry.interest().broadcastTopic(topic, name) != null) {
                into.add(entry);
            }
        }
    }

    /** How many topics have a route in the cache. */
    int cachedTopics() {
        return generation.routes.size();
    }

    private HandlerEntry[] gather(String topic, Generation current) {
        Set<HandlerEntry> found = new LinkedHashSet<>();
        collect(exact.get(topic), topic, found);
        collect(prefixes.get(""), topic, found);
        for (int slash = topic.indexOf('/'); slash >= 0; slash = topic.indexOf('/', slash + 1)) {
            collect(prefixes.get(topic.substring(0, slash + 1)), topic, found);
        }
        return cache(topic, found, current);
    }

    private HandlerEntry[] cache(String topic, Set<HandlerEntry> found, Generation current) {
        HandlerEntry[] route = found.isEmpty() ? NONE : new ArrayList<>(found).toArray(NONE);
        Arrays.sort(route, ORDER);
        if (current.size.incrementAndGet() > MAX_CACHED) {
            generation = new Generation();
        } else {
            current.routes.put(topic, route);
        }
        return route;
    }

    private static void collect(HandlerEntry @Nullable [] bucket, String topic, Set<HandlerEntry> into) {
        if (bucket == null) {
            return;
        }
        for (HandlerEntry entry : bucket) {
            if (entry.interest().matches(topic)) {
                into.add(entry);
            }
        }
    }

    private ConcurrentHashMap<String, HandlerEntry[]> buckets(TopicPattern pattern) {
        return pattern.wildcard() ? prefixes : exact;
    }

    private static HandlerEntry[] with(HandlerEntry @Nullable [] bucket, HandlerEntry entry) {
        if (bucket == null) {
            return new HandlerEntry[] {entry};
        }
        if (Arrays.asList(bucket).contains(entry)) {
            return bucket;
        }
        HandlerEntry[] grown = Arrays.copyOf(bucket, bucket.length + 1);
        grown[bucket.length] = entry;
        return grown;
    }

    private static HandlerEntry @Nullable [] without(HandlerEntry[] bucket, HandlerEntry entry) {
        HandlerEntry[] shrunk =
                Arrays.stream(bucket).filter(other -> other != entry).toArray(HandlerEntry[]::new);
        return shrunk.length == 0 ? null : shrunk;
    }
}
