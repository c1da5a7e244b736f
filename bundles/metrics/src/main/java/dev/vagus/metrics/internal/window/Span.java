package dev.vagus.metrics.internal.window;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What went on in the time that somebody asked for. Immutable.
 *
 * @param now everything up to now
 * @param parts its parts, as far as they are kept, oldest first; at least one
 * @param sinceReset all of it, when that was asked for; null when it is the sum of the parts
 * @param start where it was to begin, by the monotonic clock
 */
record Span(State now, List<Slice> parts, @Nullable Slice sinceReset, long start) {
    /** All of it together. */
    Slice whole() {
        return sinceReset == null ? Slice.merge(parts) : sinceReset;
    }
}
