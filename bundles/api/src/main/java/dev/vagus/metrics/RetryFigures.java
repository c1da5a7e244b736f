package dev.vagus.metrics;

import dev.vagus.module.ErrorCategory;
import java.util.Map;

/**
 * What came of trying again: how the attempts after the first ended, each by itself. Those that find no room are one together,
 * of which target and module are {@code other}. Immutable.
 *
 * @param target the operation, such as {@code LabRunner.ExecuteStep}, or the guard, such as {@code guard:LabRunner.warehouse}
 * @param module the module that it is of
 * @param succeeded how many of these attempts succeeded
 * @param failed how many failed, by category; without those that never did
 */
public record RetryFigures(String target, String module, long succeeded, Map<ErrorCategory, Long> failed) {
    /** Copies the map. */
    public RetryFigures {
        failed = Map.copyOf(failed);
    }

    /** How many attempts after the first have ended. */
    public long retries() {
        return succeeded + failures();
    }

    /** How many of them failed. */
    public long failures() {
        return failed.values().stream().mapToLong(Long::longValue).sum();
    }
}
