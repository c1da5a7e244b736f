package dev.vagus.breaker;

import dev.vagus.module.ErrorCategory;
import java.util.Map;

/**
 * What came of trying again, for one operation or guard of one provider: how the attempts after the first ended, each by
 * itself. Immutable.
 *
 * @param target what was tried again: {@code LabRunner.ExecuteStep} or {@code guard:LabRunner.warehouse}
 * @param module the name of the module that it is of
 * @param bundleId the id of that module's bundle
 * @param succeeded how many of these attempts succeeded, and the call with each
 * @param failed how many failed, by category; without those that never did
 */
public record RetrySnapshot(
        String target, String module, long bundleId, long succeeded, Map<ErrorCategory, Long> failed) {
    /** Copies the map. */
    public RetrySnapshot {
        failed = Map.copyOf(failed);
    }

    /** How many of these attempts failed. */
    public long failures() {
        return failed.values().stream().mapToLong(Long::longValue).sum();
    }
}
