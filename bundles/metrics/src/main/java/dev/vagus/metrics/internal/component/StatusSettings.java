package dev.vagus.metrics.internal.component;

import dev.vagus.delivery.configuration.Given;
import dev.vagus.metrics.internal.status.Limits;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The limits of the status, and what is wrong with the latest configuration of the bundle.
 *
 * @param limits what holds
 * @param meters what holds of what is measured, which is read here to tell what is wrong with it
 * @param refusal everything that is wrong with the configuration, also with what others read; empty when nothing is
 */
record StatusSettings(Limits limits, MeterSettings meters, String refusal) {
    static final StatusSettings DEFAULTS = new StatusSettings(Limits.DEFAULTS, MeterSettings.DEFAULTS, "");

    /**
     * Those of this configuration; a wrong value leaves what held before.
     *
     * @param traces says what is wrong with what it says of tracing; null for nothing
     */
    StatusSettings read(Given given, Supplier<@Nullable String> traces) {
        Limits usual = Limits.DEFAULTS;
        Limits fresh = new Limits(
                (int) given.number("status.mailbox.percent", 1, 100, usual.mailboxShare(), limits.mailboxShare()),
                millis(given, "status.oldest.ms", usual.oldest(), limits.oldest()),
                millis(given, "status.growth.window.ms", usual.growth(), limits.growth()),
                Duration.ofDays(given.number(
                        "status.key.days",
                        1,
                        1_000_000,
                        usual.keyAge().toDays(),
                        limits.keyAge().toDays())));
        MeterSettings measured = MeterSettings.read(given, meters);
        String tracing = traces.get();
        if (tracing != null) {
            given.wrong(tracing);
        }
        given.expect(MetricsConfig.class);
        return new StatusSettings(fresh, measured, String.join("; ", given.wrong()));
    }

    private static Duration millis(Given given, String key, Duration usual, Duration former) {
        return Duration.ofMillis(given.number(key, 1, Long.MAX_VALUE, usual.toMillis(), former.toMillis()));
    }
}
