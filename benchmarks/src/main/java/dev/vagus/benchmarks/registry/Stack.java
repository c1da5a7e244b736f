package dev.vagus.benchmarks.registry;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One way to call the operation by its name, with everything around it that belongs to this way. */
interface Stack extends AutoCloseable {
    /** Calls; throws when the call is refused or fails. */
    @Nullable
    Object call(String token, Map<String, Object> parameters);

    /** What times the calls; null when nothing does. */
    default @Nullable CallTimer timer() {
        return null;
    }

    @Override
    void close();
}
