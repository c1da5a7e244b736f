package dev.vagus.delivery;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;

/**
 * Who hears a type: targets registered under type patterns. A type is looked up once; its route stays cached until a
 * target comes or goes that concerns it. Targets of a literal type lie in a bucket of that type, so types that nobody asks
 * for cost nothing and adding one costs the same however many there are.
 *
 * <p>{@link #route} takes no lock when the route is cached; everything else holds the object's lock, under which no
 * foreign code runs. After {@link #add} has returned, every later {@code route} includes the target. The cache holds at
 * most {@value #CACHED} types, since types are chosen by callers; when it is full it starts anew.
 */
public final class Routes<S> {
    private static final int CACHED = 1_024;

    private record Target<S>(long key, int rank, Wildcard pattern, S target) {}

    private final Map<String, Map<Long, Target<S>>> literals = new HashMap<>();
    private final Map<Long, Target<S>> patterns = new TreeMap<>();
    private final Map<Long, Target<S>> all = new TreeMap<>();
    private final ConcurrentHashMap<String, List<S>> cache = new ConcurrentHashMap<>();
    private final ToIntFunction<S> rank;
    private long lastKey;

    /** Routes in the order in which targets are added. */
    public Routes() {
        this(target -> 0);
    }

    /** Routes with targets of a higher rank first; a target's rank does not change while it is in. */
    public Routes(ToIntFunction<S> rank) {
        this.rank = rank;
    }

    /** Adds a target and returns the key to remove it by. */
    public synchronized long add(Wildcard pattern, S target) {
        Target<S> entry = new Target<>(++lastKey, rank.applyAsInt(target), pattern, target);
        all.put(entry.key, entry);
        bucket(pattern).put(entry.key, entry);
        forget(pattern);
        return entry.key;
    }

    /** Removes a target; false when there is none of that key. */
    public synchronized boolean remove(long key) {
        Target<S> entry = all.remove(key);
        if (entry == null) {
            return false;
        }
        bucket(entry.pattern).remove(key);
        if (entry.pattern.isLiteral()
                && literals.getOrDefault(entry.pattern.toString(), Map.of()).isEmpty()) {
            literals.remove(entry.pattern.toString());
        }
        forget(entry.pattern);
        return true;
    }

    private Map<Long, Target<S>> bucket(Wildcard pattern) {
        return pattern.isLiteral() ? literals.computeIfAbsent(pattern.toString(), type -> new TreeMap<>()) : patterns;
    }

    private void forget(Wildcard pattern) {
        if (pattern.isLiteral()) {
            cache.remove(pattern.toString());
        } else {
            cache.keySet().removeIf(pattern::matches);
        }
    }

    /** The targets that hear this type, by rank, then in the order in which they were added. */
    public List<S> route(String type) {
        List<S> known = cache.get(type);
        return known != null ? known : find(type);
    }

    private synchronized List<S> find(String type) {
        List<Target<S>> found = new ArrayList<>();
        Map<Long, Target<S>> exact = literals.get(type);
        if (exact != null) {
            found.addAll(exact.values());
        }
        for (Target<S> entry : patterns.values()) {
            if (entry.pattern.matches(type)) {
                found.add(entry);
            }
        }
        found.sort(Comparator.comparingInt((Target<S> each) -> each.rank)
                .reversed()
                .thenComparing(Target::key));
        List<S> route = found.stream().map(Target::target).toList();
        if (cache.size() >= CACHED) {
            cache.clear();
        }
        cache.put(type, route);
        return route;
    }

    /** Every target, in the order in which they were added. */
    public synchronized List<S> targets() {
        return all.values().stream().map(Target::target).toList();
    }

    /** How many targets there are. */
    public synchronized int size() {
        return all.size();
    }

    /** How many types are cached now. */
    int cached() {
        return cache.size();
    }
}
