package dev.vagus.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that was recorded of the work around one call, message or event, as trees. Immutable.
 *
 * @param begin when the first piece of work began that is in memory
 * @param roots the work that is inside of no other recorded work, by time; several where an affair has several traces
 */
public record Journey(Instant begin, List<Stage> roots) {
    /** Copies the list. */
    public Journey {
        roots = List.copyOf(roots);
    }

    /**
     * One piece of work.
     *
     * @param work how it began
     * @param offset how long after the begin of the journey that was, by the wall clock
     * @param duration how long it took; null while it goes on, or when its end is not in memory
     * @param error what it failed with; empty when it did not
     * @param notes what happened within it, by time
     * @param inside the work that it caused, by time
     */
    public record Stage(
            TraceRecord work,
            Duration offset,
            @Nullable Duration duration,
            String error,
            List<TraceRecord> notes,
            List<Stage> inside) {
        /** Copies the lists. */
        public Stage {
            notes = List.copyOf(notes);
            inside = List.copyOf(inside);
        }
    }
}
