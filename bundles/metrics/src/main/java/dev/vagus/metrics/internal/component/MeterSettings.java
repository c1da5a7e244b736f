package dev.vagus.metrics.internal.component;

import dev.vagus.metrics.internal.window.WindowSettings;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How much is measured and kept. Immutable.
 *
 * @param series how many series there are of each kind
 * @param window how much of the past is kept
 */
record MeterSettings(int series, WindowSettings window) {
    static final MeterSettings DEFAULTS = new MeterSettings(1_000, WindowSettings.DEFAULTS);

    private static final Logger LOG = LoggerFactory.getLogger(MeterSettings.class);

    /** Reads a configuration; a key that is absent has its default, one with a wrong value what held before. */
    static MeterSettings read(Map<String, ?> values, MeterSettings former) {
        WindowSettings usual = WindowSettings.DEFAULTS;
        WindowSettings before = former.window();
        int series = (int) number(values, "series.max", 1, 1_000_000, DEFAULTS.series(), former.series());
        return new MeterSettings(
                series,
                new WindowSettings(
                        (int) number(values, "window.seconds", 10, 86_400, usual.seconds(), before.seconds()),
                        (int) number(values, "window.minutes", 1, 100_000, usual.minutes(), before.minutes()),
                        number(values, "window.bytes", 100_000, 1L << 40, usual.bytes(), before.bytes()),
                        series));
    }

    private static long number(Map<String, ?> values, String key, long least, long most, long usual, long former) {
        Object value = values.get(key);
        if (value == null) {
            return usual;
        }
        try {
            long number = Long.parseLong(value.toString().strip());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            LOG.debug("{} is no number", key, e);
        }
        LOG.error(
                "{} of {} must be a whole number from {} to {}, but is '{}'; {} stays in force",
                key,
                MetricsConfig.PID,
                least,
                most,
                value,
                former);
        return former;
    }
}
