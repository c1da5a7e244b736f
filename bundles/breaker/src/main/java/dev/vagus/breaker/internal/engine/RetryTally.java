package dev.vagus.breaker.internal.engine;

import dev.vagus.breaker.RetrySnapshot;
import dev.vagus.module.ErrorCategory;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/** Counts how the attempts after the first ended. Thread-safe; calls that succeed at once never come here. */
public final class RetryTally {
    private static final ErrorCategory[] CATEGORIES = ErrorCategory.values();

    private final Guarded guarded;

    /** By category; the last one is of those that succeeded. */
    private final AtomicLongArray counts = new AtomicLongArray(CATEGORIES.length + 1);

    /** Nothing was tried again yet. */
    public RetryTally(Guarded guarded) {
        this.guarded = guarded;
    }

    /**
     * An attempt that was not the first has ended.
     *
     * @param error what it failed with; null when it succeeded
     */
    public void ended(@Nullable Throwable error) {
        counts.incrementAndGet(
                error == null ? CATEGORIES.length : ErrorCategory.of(error).ordinal());
    }

    /** What came of it until now. */
    public RetrySnapshot snapshot() {
        Map<ErrorCategory, Long> failed = new EnumMap<>(ErrorCategory.class);
        for (ErrorCategory each : CATEGORIES) {
            long count = counts.get(each.ordinal());
            if (count > 0) {
                failed.put(each, count);
            }
        }
        return new RetrySnapshot(
                guarded.target(), guarded.module(), guarded.bundleId(), counts.get(CATEGORIES.length), failed);
    }
}
