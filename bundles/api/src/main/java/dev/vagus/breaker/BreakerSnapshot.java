package dev.vagus.breaker;

import dev.vagus.module.ErrorCategory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A breaker at one moment. Figures of calls that end while it is made may or may not be in it.
 *
 * @param target what it guards: {@code LabRunner.ExecuteStep}, {@code guard:LabRunner.warehouse} or the subscription
 *     {@code channel:Configuration/labrunner-config}
 * @param module the name of the module that it guards
 * @param bundleId the id of that module's bundle
 * @param state what it does with the next call
 * @param since when it came into this state, by the wall clock
 * @param nextProbe when it will let a probe through, by the wall clock; null unless it is open
 * @param consecutiveFailures how many of the last calls failed in a row
 * @param windowCalls how many calls its sliding window holds
 * @param windowFailures how many of these failed
 * @param windowSlow how many of these were slow
 * @param failureRate the failed share of the window in percent; -1 while it holds fewer than the minimum of calls
 * @param slowRate the slow share of the window in percent; -1 as above
 * @param refused how many calls it has refused since it was made or last reset
 * @param lastFailure the category of the last failure that counted; null when there was none
 * @param history its last transitions, oldest first; at most 32
 */
public record BreakerSnapshot(
        String target,
        String module,
        long bundleId,
        BreakerState state,
        Instant since,
        @Nullable Instant nextProbe,
        int consecutiveFailures,
        int windowCalls,
        int windowFailures,
        int windowSlow,
        double failureRate,
        double slowRate,
        long refused,
        @Nullable ErrorCategory lastFailure,
        List<BreakerTransition> history) {

    /** Copies the history. */
    public BreakerSnapshot {
        history = List.copyOf(history);
    }

    /** How long until the next probe; zero when it may come now or none is waited for. */
    public Duration untilProbe(Instant now) {
        return nextProbe == null || nextProbe.isBefore(now) ? Duration.ZERO : Duration.between(now, nextProbe);
    }
}
