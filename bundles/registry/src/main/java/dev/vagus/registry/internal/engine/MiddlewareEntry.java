package dev.vagus.registry.internal.engine;

import dev.vagus.registry.ApiMiddlewareFactory;
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
        List<NamePattern> targets,
        Set<String> options,
        MiddlewareSource source) {

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

    /** The factory that it comes from; null when it is one for all operations. */
    @Nullable
    ApiMiddlewareFactory factory() {
        return source instanceof MiddlewareSource.MadeForEach made ? made.factory() : null;
    }
}
