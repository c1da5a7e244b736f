package dev.vagus.delivery;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * Who hears a type: targets registered under type patterns. A type is looked up once; its route stays cached until a
 * target comes or goes that concerns it. Targets of a literal type lie in a bucket of that type, so types that nobody asks
 * for cost nothing and adding one costs the same however many there are.
 *
 * <p>{@link #route} takes no lock when the route is cached; everything else holds the object's lock, under which no
 * foreign code runs. After {@link #add} has returned, every later {@code route} includes the target. The cache holds at
 * most {@value #CACHED} types, since types are chosen by callers; when it is full it starts anew.
 *
 * @param <S> a target
 * @param <R> what a sender wants of the targets of one type, made once and immutable
 */
public final class Routes<S, R> {
    private static final int CACHED = 1_024;

    private record Target<S>(long key, int rank, Wildcard pattern, S target) {}

    private final Map<String, Map<Long, Target<S>>> literals = new HashMap<>();
    private final Map<Long, Target<S>> patterns = new TreeMap<>();
    private final Map<Long, Target<S>> all = new TreeMap<>();
    private final ConcurrentHashMap<String, R> cache = new ConcurrentHashMap<>();
    private final ToIntFunction<S> rank;
    private final Function<List<S>, R> view;
    private long lastKey;

    /**
     * Routes with targets of a higher rank first; a target's rank does not change while it is in.
     *
     * @param view makes of the targets of one type what {@link #route} returns; called with the lock held
     */
    public Routes(ToIntFunction<S> rank, Function<List<S>, R> view) {
        this.rank = rank;
        this.view = view;
    }

    /** Adds a target and returns the key to remove it by. */
    public synchronized long add(Wildcard pattern, S target) {
        Target<S> entry = new Target<>(++lastKey, rank.applyAsInt(target), pattern, target);
        all.put(entry.key, entry);
        bucket(pattern).put(entry.key, entry);
        forget(pattern);
        return entry.key;
    }

    /**
     * Removes one target and adds another in one step, so that no route has both or none of them; returns the key to
     * remove it by.
     *
     * @param change called in between, with the lock held; what is routed may change here
     */
    public synchronized long replace(long key, Runnable change, Wildcard pattern, S target) {
        Target<S> former = all.remove(key);
        if (former != null) {
            drop(former);
        }
        change.run();
        long added = add(pattern, target);
        if (former != null) {
            forget(former.pattern);
        }
        return added;
    }

    /** Removes a target; false when there is none of that key. */
    public synchronized boolean remove(long key) {
        Target<S> entry = all.remove(key);
        if (entry == null) {
            return false;
        }
        drop(entry);
        forget(entry.pattern);
        return true;
    }

    private void drop(Target<S> entry) {
        bucket(entry.pattern).remove(entry.key);
        if (entry.pattern.isLiteral()
                && literals.getOrDefault(entry.pattern.toString(), Map.of()).isEmpty()) {
            literals.remove(entry.pattern.toString());
        }
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
    public R route(String type) {
        R known = cache.get(type);
        return known != null ? known : find(type);
    }

    private synchronized R find(String type) {
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
        R route = view.apply(found.stream().map(Target::target).toList());
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
