package dev.vagus.metrics;

import dev.vagus.module.ErrorCategory;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A call that has ended. Immutable; strings only.
 *
 * @param id its id
 * @param operation the operation with its module
 * @param caller the module that called
 * @param start when it began, by the wall clock
 * @param took how long it took
 * @param category what it failed with; null when it succeeded
 * @param error the class and the message of the error, shortened; empty when it succeeded
 */
public record RecentCall(
        String id,
        String operation,
        String caller,
        Instant start,
        Duration took,
        @Nullable ErrorCategory category,
        String error) {}
