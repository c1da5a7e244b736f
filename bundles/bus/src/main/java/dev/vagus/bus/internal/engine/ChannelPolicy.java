package dev.vagus.bus.internal.engine;

import dev.vagus.bus.Handling;
import dev.vagus.bus.RedeliveryPolicy;
import dev.vagus.module.ErrorCategory;
import dev.vagus.module.Setting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What policies say about the handlers of a channel, as far as the bus itself acts by it. A subscription's own terms come
 * before it, the settings of the bus after it. Immutable.
 *
 * @param said the settings by key
 * @param timeout how long a handler may take for a message; null when no policy says so
 * @param categories after which failures a message is tried again; null when no policy says so
 */
record ChannelPolicy(
        Map<String, Setting> said,
        @Nullable Duration timeout,
        @Nullable Set<ErrorCategory> categories) {
    /** No policy says anything. */
    static final ChannelPolicy NONE = new ChannelPolicy(Map.of(), null, null);

    private static final String PID = "dev.vagus.bus";
    private static final String OWN = "subscription";
    private static final String TIMEOUT = "timeout.ms";
    private static final String MAX = "retry.max";
    private static final String BACKOFF = "retry.backoff.ms";
    private static final String MULTIPLIER = "retry.multiplier";
    private static final String JITTER = "retry.jitter";
    private static final String BACKOFF_MAX = "retry.backoff.max.ms";
    private static final String CATEGORIES = "retry.categories";

    /**
     * What these settings say.
     *
     * @throws RuntimeException when a value is none of its key, so that whoever says so is at fault
     */
    static ChannelPolicy of(Map<String, Setting> said) {
        if (said.isEmpty()) {
            return NONE;
        }
        Setting timeout = said.get(TIMEOUT);
        Setting categories = said.get(CATEGORIES);
        ChannelPolicy policy = new ChannelPolicy(
                Map.copyOf(said),
                timeout == null ? null : Duration.ofMillis(((Number) timeout.value()).longValue()),
                categories == null ? null : named((List<?>) categories.value()));
        Handling.DEFAULT.withBudget(policy.timeout).withRedelivery(policy.redelivery(RedeliveryPolicy.DEFAULT));
        return policy;
    }

    private static Set<ErrorCategory> named(List<?> labels) {
        Set<ErrorCategory> found = EnumSet.noneOf(ErrorCategory.class);
        for (ErrorCategory each : ErrorCategory.values()) {
            if (labels.contains(each.label())) {
                found.add(each);
            }
        }
        return found;
    }

    /** These retries, with what policies say about them. */
    RedeliveryPolicy redelivery(RedeliveryPolicy usual) {
        if (said.isEmpty()) {
            return usual;
        }
        return new RedeliveryPolicy(
                (int) number(MAX, usual.retries()),
                Duration.ofMillis((long) number(BACKOFF, usual.backoff().toMillis())),
                number(MULTIPLIER, usual.multiplier()),
                number(JITTER, usual.jitter()),
                Duration.ofMillis((long) number(BACKOFF_MAX, usual.maxBackoff().toMillis())));
    }

    private double number(String key, double usual) {
        Setting setting = said.get(key);
        return setting == null ? usual : ((Number) setting.value()).doubleValue();
    }

    /** What holds for a subscription that is handled so, with its sources. */
    List<Setting> effective(Handling handling, BusSettings bus) {
        List<Setting> all = new ArrayList<>();
        Duration budget = handling.budget();
        Duration usual = bus.budget().limit();
        all.add(
                budget != null
                        ? new Setting(TIMEOUT, budget.toMillis(), OWN)
                        : here(
                                TIMEOUT,
                                usual.toMillis(),
                                BusSettings.DEFAULTS.budget().limit().toMillis()));
        RedeliveryPolicy own = handling.redelivery();
        if (own != null) {
            values(own).forEach((key, value) -> all.add(new Setting(key, value, OWN)));
        } else {
            Map<String, Object> defaults = values(RedeliveryPolicy.DEFAULT);
            values(bus.redelivery()).forEach((key, value) -> all.add(here(key, value, defaults.get(key))));
        }
        Setting kinds = said.get(CATEGORIES);
        if (kinds != null) {
            all.add(kinds);
        }
        return all;
    }

    private Setting here(String key, Object usual, @Nullable Object byDefault) {
        Setting setting = said.get(key);
        return setting != null ? setting : new Setting(key, usual, usual.equals(byDefault) ? Setting.DEFAULT : PID);
    }

    private static Map<String, Object> values(RedeliveryPolicy policy) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put(MAX, (long) policy.retries());
        values.put(BACKOFF, policy.backoff().toMillis());
        values.put(MULTIPLIER, policy.multiplier());
        values.put(JITTER, policy.jitter());
        values.put(BACKOFF_MAX, policy.maxBackoff().toMillis());
        return values;
    }
}
