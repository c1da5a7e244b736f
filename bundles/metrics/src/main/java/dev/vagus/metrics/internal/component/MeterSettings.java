package dev.vagus.metrics.internal.component;

import dev.vagus.delivery.configuration.Given;
import dev.vagus.metrics.internal.window.WindowSettings;

/**
 * How much is measured and kept. Immutable.
 *
 * @param series how many series there are of each kind
 * @param window how much of the past is kept
 */
record MeterSettings(int series, WindowSettings window) {
    static final MeterSettings DEFAULTS = new MeterSettings(1_000, WindowSettings.DEFAULTS);

    /** Reads a configuration; a key that is absent has its default, one with a wrong value what held before. */
    static MeterSettings read(Given values, MeterSettings former) {
        WindowSettings usual = WindowSettings.DEFAULTS;
        WindowSettings before = former.window();
        int series = (int) values.number("series.max", 1, 1_000_000, DEFAULTS.series(), former.series());
        return new MeterSettings(
                series,
                new WindowSettings(
                        (int) values.number("window.seconds", 10, 86_400, usual.seconds(), before.seconds()),
                        (int) values.number("window.minutes", 1, 100_000, usual.minutes(), before.minutes()),
                        values.number("window.bytes", 100_000, 1L << 40, usual.bytes(), before.bytes()),
                        series));
    }
}
