package dev.vagus.registry.internal.engine;

import dev.vagus.registry.ApiMiddleware;
import java.util.List;
import java.util.Set;

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
 * @param middleware the code
 */
public record MiddlewareEntry(
        String name,
        int order,
        int ranking,
        long serviceId,
        long sequence,
        List<NamePattern> targets,
        Set<String> options,
        ApiMiddleware middleware) {

    boolean appliesTo(String qualifiedName) {
        if (targets.isEmpty()) {
            return true;
        }
        for (NamePattern target : targets) {
            if (target.matches(qualifiedName)) {
                return true;
            }
        }
        return false;
    }
}
