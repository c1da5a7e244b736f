package dev.vagus.breaker.internal.engine;

import dev.vagus.module.ErrorCategory;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * How a {@link Breaker} decides. Immutable.
 *
 * @param enabled {@code breaker.enabled}: when not, it lets every call through and watches none, unless it is forced open
 * @param failures {@code breaker.failures}: so many failures in a row open it; 0 for a breaker that looks at its window only
 * @param recovery {@code breaker.recovery.ms}: how long it stays open before it lets probes through; above 0, at most a day
 * @param probes {@code breaker.probes}: how many calls a half-open breaker lets through, all of which must succeed for it to
 *     close; 1 to 1,000
 * @param window what it looks back at, beside failures in a row
 * @param categories {@code breaker.categories}: which errors are failures; others say nothing about what it guards
 */
public record BreakerSettings(
        boolean enabled,
        int failures,
        Duration recovery,
        int probes,
        WindowSettings window,
        Set<ErrorCategory> categories) {
    private static final int MAX_PROBES = 1_000;

    /**
     * What holds when nothing is said. 10 failures in a row and 30 s are those of the second version of the system that Vagus
     * re-implements. One probe, since each one more is a caller more that fails while the other side is still down; where a
     * single success proves little, a policy asks for more. The categories are those that tell about the other side: busy is
     * its way to protect itself, and the rest is the caller's own doing.
     */
    public static final BreakerSettings DEFAULT = new BreakerSettings(
            true,
            10,
            Duration.ofSeconds(30),
            1,
            WindowSettings.NONE,
            EnumSet.of(
                    ErrorCategory.TIMEOUT, ErrorCategory.UNAVAILABLE, ErrorCategory.NETWORK, ErrorCategory.INTERNAL));

    /**
     * Checks every value and copies the categories.
     *
     * @throws IllegalArgumentException naming the key, the value and what is allowed
     */
    public BreakerSettings {
        Requirement.of(failures >= 0, "breaker.failures must not be negative", failures);
        Requirement.of(
                failures > 0 || window.kind() != WindowKind.NONE,
                "breaker.failures must be at least 1 where breaker.window is none (breaker.enabled=false switches it off)",
                failures);
        Requirement.of(
                recovery.toNanos() > 0 && recovery.compareTo(Duration.ofDays(1)) <= 0,
                "breaker.recovery.ms must be from 1 to 86400000",
                recovery.toMillis());
        Requirement.of(probes >= 1 && probes <= MAX_PROBES, "breaker.probes must be from 1 to " + MAX_PROBES, probes);
        Requirement.of(!categories.isEmpty(), "breaker.categories must name at least one", categories);
        categories = Collections.unmodifiableSet(EnumSet.copyOf(categories));
    }

    /** The same, switched on or off. */
    public BreakerSettings withEnabled(boolean on) {
        return new BreakerSettings(on, failures, recovery, probes, window, categories);
    }

    /** The same with this threshold of failures in a row. */
    public BreakerSettings withFailures(int count) {
        return new BreakerSettings(enabled, count, recovery, probes, window, categories);
    }

    /** The same with this recovery time. */
    public BreakerSettings withRecovery(Duration time) {
        return new BreakerSettings(enabled, failures, time, probes, window, categories);
    }

    /** The same with so many probes. */
    public BreakerSettings withProbes(int count) {
        return new BreakerSettings(enabled, failures, recovery, count, window, categories);
    }

    /** The same with this window. */
    public BreakerSettings withWindow(WindowSettings other) {
        return new BreakerSettings(enabled, failures, recovery, probes, other, categories);
    }

    /** The same with these categories. */
    public BreakerSettings withCategories(Set<ErrorCategory> others) {
        return new BreakerSettings(enabled, failures, recovery, probes, window, others);
    }
}
