package dev.vagus.breaker.internal.policy;

import dev.vagus.breaker.internal.engine.BreakerSettings;
import dev.vagus.breaker.internal.engine.RateSettings;
import dev.vagus.breaker.internal.engine.WindowKind;
import dev.vagus.breaker.internal.engine.WindowSettings;
import dev.vagus.module.ErrorCategory;
import dev.vagus.module.Setting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What holds for one target at one moment: what policies say, else the defaults. Immutable.
 *
 * @param said what policies say
 */
public record Terms(Map<String, Setting> said) {
    /** What holds without policies. */
    public static final Terms DEFAULTS = new Terms(Map.of());

    /** The value of a setting that has a default. */
    public Object value(PolicyKey key) {
        Setting setting = said.get(key.key());
        Object value = setting == null ? key.usual() : setting.value();
        if (value == null) {
            throw new IllegalStateException(key.key() + " has no default here");
        }
        return value;
    }

    long number(PolicyKey key) {
        return ((Number) value(key)).longValue();
    }

    double decimal(PolicyKey key) {
        return ((Number) value(key)).doubleValue();
    }

    boolean truth(PolicyKey key) {
        return (Boolean) value(key);
    }

    /** How long a call may take; null when no policy says so. */
    public @Nullable Duration timeout() {
        Setting setting = said.get(PolicyKey.TIMEOUT.key());
        return setting == null ? null : Duration.ofMillis(((Number) setting.value()).longValue());
    }

    /**
     * How a breaker decides.
     *
     * @throws IllegalArgumentException when settings of several policies contradict each other
     */
    public BreakerSettings breaker() {
        WindowKind kind =
                WindowKind.valueOf(value(PolicyKey.BREAKER_WINDOW).toString().toUpperCase(Locale.ROOT));
        WindowSettings window = new WindowSettings(
                kind,
                (int) number(PolicyKey.BREAKER_WINDOW_CALLS),
                Duration.ofMillis(number(PolicyKey.BREAKER_WINDOW_MS)),
                (int) number(PolicyKey.BREAKER_MIN_CALLS),
                decimal(PolicyKey.BREAKER_FAILURE_RATE),
                Duration.ofMillis(number(PolicyKey.BREAKER_SLOW_MS)),
                decimal(PolicyKey.BREAKER_SLOW_RATE));
        return new BreakerSettings(
                truth(PolicyKey.BREAKER_ENABLED),
                (int) number(PolicyKey.BREAKER_FAILURES),
                Duration.ofMillis(number(PolicyKey.BREAKER_RECOVERY)),
                (int) number(PolicyKey.BREAKER_PROBES),
                window,
                categories(PolicyKey.BREAKER_CATEGORIES));
    }

    /** How many calls in which time; null for no limit. */
    public @Nullable RateSettings rate() {
        int limit = (int) number(PolicyKey.RATE_LIMIT);
        int burst = (int) number(PolicyKey.RATE_BURST);
        return limit == 0
                ? null
                : new RateSettings(limit, Duration.ofMillis(number(PolicyKey.RATE_PERIOD)), burst == 0 ? limit : burst);
    }

    /** How many calls at the same time; 0 for no limit. */
    public int bulkhead() {
        return (int) number(PolicyKey.BULKHEAD_MAX);
    }

    /** The categories that a setting names. */
    Set<ErrorCategory> categories(PolicyKey key) {
        Set<ErrorCategory> named = EnumSet.noneOf(ErrorCategory.class);
        if (value(key) instanceof List<?> labels) {
            for (ErrorCategory each : ErrorCategory.values()) {
                if (labels.contains(each.label())) {
                    named.add(each);
                }
            }
        }
        return named;
    }

    /** Whether a policy has any setting whose key begins so. */
    public boolean says(String... prefixes) {
        for (String key : said.keySet()) {
            for (String prefix : prefixes) {
                if (key.startsWith(prefix)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The settings whose keys begin so, with their sources, in the order of the keys. */
    public List<Setting> settings(String... prefixes) {
        List<Setting> all = new ArrayList<>();
        for (PolicyKey key : PolicyKey.values()) {
            for (String prefix : prefixes) {
                if (key.key().startsWith(prefix)) {
                    Setting setting = said.get(key.key());
                    Object usual = key.usual();
                    if (setting != null) {
                        all.add(setting);
                    } else if (usual != null) {
                        all.add(new Setting(key.key(), usual, Setting.DEFAULT));
                    }
                    break;
                }
            }
        }
        return all;
    }
}
