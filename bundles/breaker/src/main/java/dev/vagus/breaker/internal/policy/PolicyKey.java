package dev.vagus.breaker.internal.policy;

import static dev.vagus.breaker.internal.policy.ValueType.categories;
import static dev.vagus.breaker.internal.policy.ValueType.decimal;
import static dev.vagus.breaker.internal.policy.ValueType.number;
import static dev.vagus.breaker.internal.policy.ValueType.operation;
import static dev.vagus.breaker.internal.policy.ValueType.truth;
import static dev.vagus.breaker.internal.policy.ValueType.word;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a policy can say, with the values that are allowed and the one that holds when nobody says anything; null where the
 * registry knows it.
 */
public enum PolicyKey {
    /** How long a call may take, its retries included. */
    TIMEOUT("timeout.ms", number(1, ValueType.DAY), null),
    /** Where handlers run: on the caller's thread, or on one of the registry, so that callers can give up. */
    ISOLATION("isolation", word("caller", "thread"), "caller"),
    /** The operation that answers instead; an empty text for none. */
    FALLBACK("fallback", operation(), ""),
    /** How often to try again. */
    RETRY_MAX("retry.max", number(0, 100), 0L),
    /** The pause before the first retry. */
    RETRY_BACKOFF("retry.backoff.ms", number(0, 3_600_000), 500L),
    /** How much longer each further pause is. */
    RETRY_MULTIPLIER("retry.multiplier", decimal(1, 1_000), 1.5),
    /** By which part a pause varies. */
    RETRY_JITTER("retry.jitter", decimal(0, 1), 0.15),
    /** The longest pause. */
    RETRY_BACKOFF_MAX("retry.backoff.max.ms", number(0, ValueType.DAY), 5_000L),
    /** After which failures. */
    RETRY_CATEGORIES("retry.categories", categories(), List.of("timeout", "unavailable", "busy", "network")),
    /** Whether also operations that are not idempotent. */
    RETRY_NON_IDEMPOTENT("retry.non.idempotent", truth(), false),
    /** Whether there is a breaker. */
    BREAKER_ENABLED("breaker.enabled", truth(), true),
    /** So many failures in a row open it; 0 for no matter. */
    BREAKER_FAILURES("breaker.failures", number(0, 1_000_000), 10L),
    /** How long it stays open. */
    BREAKER_RECOVERY("breaker.recovery.ms", number(1, ValueType.DAY), 30_000L),
    /** How many calls it lets through when half-open, all of which must succeed. */
    BREAKER_PROBES("breaker.probes", number(1, 1_000), 1L),
    /** What it looks back at. */
    BREAKER_WINDOW("breaker.window", word("none", "calls", "time"), "none"),
    /** How many calls, for {@code calls}. */
    BREAKER_WINDOW_CALLS("breaker.window.calls", number(1, 100_000), 100L),
    /** How long, for {@code time}. */
    BREAKER_WINDOW_MS("breaker.window.ms", number(100, 3_600_000), 60_000L),
    /** With fewer calls than this the window decides nothing. */
    BREAKER_MIN_CALLS("breaker.min.calls", number(1, 100_000), 20L),
    /** The failed share of the window, in percent, that opens it. */
    BREAKER_FAILURE_RATE("breaker.failure.rate", decimal(0.01, 100), 50.0),
    /** Calls that take longer are slow; 0 for none is. */
    BREAKER_SLOW_MS("breaker.slow.ms", number(0, ValueType.DAY), 0L),
    /** The slow share of the window, in percent, that opens it. */
    BREAKER_SLOW_RATE("breaker.slow.rate", decimal(0.01, 100), 100.0),
    /** Which failures count. */
    BREAKER_CATEGORIES("breaker.categories", categories(), List.of("timeout", "unavailable", "network", "internal")),
    /** How many calls in a period; 0 for no limit. */
    RATE_LIMIT("rate.limit", number(0, 1_000_000), 0L),
    /** How long a period is. */
    RATE_PERIOD("rate.period.ms", number(1, 3_600_000), 1_000L),
    /** How many calls at once after a rest; 0 for as many as in a period. */
    RATE_BURST("rate.burst", number(0, 1_000_000), 0L),
    /** How many calls at the same time; 0 for no limit. */
    BULKHEAD_MAX("bulkhead.max", number(0, 1_000_000), 0L);

    private static final Map<String, PolicyKey> BY_NAME = Arrays.stream(values())
            .collect(Collectors.toMap(PolicyKey::key, Function.identity(), (a, b) -> a, LinkedHashMap::new));

    private final String key;
    private final ValueType type;
    private final @Nullable Object usual;

    PolicyKey(String key, ValueType type, @Nullable Object usual) {
        this.key = key;
        this.type = type;
        this.usual = usual;
    }

    /** The key of this name; null when there is none. */
    static @Nullable PolicyKey of(String name) {
        return BY_NAME.get(name);
    }

    /** All names, in the order of this enum. */
    static List<String> names() {
        return List.copyOf(BY_NAME.keySet());
    }

    /** Its name in configurations. */
    public String key() {
        return key;
    }

    /** What holds when no policy says anything; null where that is not known here. */
    public @Nullable Object usual() {
        return usual;
    }

    /**
     * The value that was meant.
     *
     * @throws IllegalArgumentException saying what is allowed
     */
    public Object read(Object given) {
        Object value = type.read(given);
        if (value == null) {
            throw new IllegalArgumentException(
                    key + " must be " + type.allowed() + ", but is '" + ValueType.text(given) + "'");
        }
        return value;
    }
}
