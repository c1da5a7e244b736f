package dev.vagus.registry.internal.engine;

import dev.vagus.delivery.Wildcard;
import dev.vagus.registry.ApiMiddlewareFactory;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A middleware and its place.
 *
 * @param name for people
 * @param order the lower, the further out
 * @param ranking among equals, the highest is further out
 * @param serviceId then the lowest; -1 for one that was added in code
 * @param sequence then the oldest
 * @param targets patterns of the operations that it goes around; empty for all
 * @param options the call options that it serves
 * @param source the code
 */
public record MiddlewareEntry(
        String name,
        int order,
        int ranking,
        long serviceId,
        long sequence,
        List<Wildcard> targets,
        Set<String> options,
        MiddlewareSource source) {

    /**
     * The operations that middleware says it goes around.
     *
     * @throws IllegalArgumentException when a pattern is empty, which would match nothing
     */
    public static List<Wildcard> targets(Collection<String> patterns) {
        return patterns.stream().map(MiddlewareEntry::target).toList();
    }

    private static Wildcard target(String pattern) {
        if (pattern.isBlank()) {
            throw new IllegalArgumentException("a pattern of operation names must not be empty; use * for all");
        }
        return Wildcard.compile(pattern);
    }

    boolean appliesTo(String qualifiedName) {
        if (targets.isEmpty()) {
            return true;
        }
        for (Wildcard target : targets) {
            if (target.matches(qualifiedName)) {
                return true;
            }
        }
        return false;
    }

    /** The factory that it comes from; null when it is one for all operations. */
    @Nullable
    ApiMiddlewareFactory factory() {
        return source instanceof MiddlewareSource.MadeForEach made ? made.factory() : null;
    }
}
