package dev.vagus.breaker.internal.policy;

import dev.vagus.breaker.internal.engine.RetrySchedule;
import dev.vagus.module.ErrorCategory;
import dev.vagus.module.RetryAfter;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * When to try again.
 *
 * @param schedule how often and after which pauses
 * @param categories after which failures
 */
public record Retries(RetrySchedule schedule, Set<ErrorCategory> categories) {
    /**
     * What these terms say.
     *
     * @param repeatable whether what is called may be called again at all, unless the terms say that it always may
     * @param own what the call says instead, by key; null for what it does not say
     * @throws IllegalArgumentException when the call says what is not allowed
     */
    public static Retries of(Terms terms, boolean repeatable, Function<String, @Nullable Object> own) {
        Object max = own.apply(PolicyKey.RETRY_MAX.key());
        boolean may = max != null || repeatable || terms.truth(PolicyKey.RETRY_NON_IDEMPOTENT);
        RetrySchedule schedule = new RetrySchedule(
                may ? (int) longOf(PolicyKey.RETRY_MAX, terms, own) : 0,
                Duration.ofMillis(longOf(PolicyKey.RETRY_BACKOFF, terms, own)),
                doubleOf(PolicyKey.RETRY_MULTIPLIER, terms, own),
                doubleOf(PolicyKey.RETRY_JITTER, terms, own),
                Duration.ofMillis(longOf(PolicyKey.RETRY_BACKOFF_MAX, terms, own)));
        return new Retries(schedule, terms.categories(PolicyKey.RETRY_CATEGORIES));
    }

    private static long longOf(PolicyKey key, Terms terms, Function<String, @Nullable Object> own) {
        Object given = own.apply(key.key());
        return given == null ? terms.number(key) : ((Number) key.read(given)).longValue();
    }

    private static double doubleOf(PolicyKey key, Terms terms, Function<String, @Nullable Object> own) {
        Object given = own.apply(key.key());
        return given == null ? terms.decimal(key) : ((Number) key.read(given)).doubleValue();
    }

    /**
     * The pause before the next attempt: that of the schedule, or what the refusal asks for if that is longer. Null when
     * there is none: the failure will not pass, all retries are used up, what refused it will go on doing so for longer
     * than the longest pause, or the pause would outlast the deadline.
     *
     * @param attempts how many there were
     * @param remaining until the deadline; null for no deadline
     */
    public @Nullable Duration pauseAfter(int attempts, Throwable error, @Nullable Duration remaining) {
        if (!schedule.allows(attempts - 1) || !categories.contains(ErrorCategory.of(error))) {
            return null;
        }
        Duration pause = schedule.pauseBefore(attempts, ThreadLocalRandom.current()::nextDouble);
        Duration asked = error instanceof RetryAfter refusal ? refusal.retryAfter() : null;
        if (asked != null && asked.compareTo(pause) > 0) {
            if (asked.compareTo(schedule.maxBackoff()) > 0) {
                return null;
            }
            pause = asked;
        }
        return remaining != null && pause.compareTo(remaining) >= 0 ? null : pause;
    }
}
