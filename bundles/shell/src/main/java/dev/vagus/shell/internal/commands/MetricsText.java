package dev.vagus.shell.internal.commands;

import dev.vagus.metrics.Latency;
import dev.vagus.metrics.Traffic;
import dev.vagus.module.ErrorCategory;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Figures as people read them, each with its unit. */
final class MetricsText {
    private static final String[] UNITS = {"ns", "us", "ms"};

    private MetricsText() {}

    /** Three digits, such as {@code 12.3ms}; {@code -} for none. */
    static String time(Duration time) {
        if (time.isZero()) {
            return "-";
        }
        if (time.toMinutes() > 0) {
            return Times.text(Duration.ofSeconds(time.toSeconds()));
        }
        double value = time.toNanos();
        for (String unit : UNITS) {
            if (value < 999.5) {
                return digits(value) + unit;
            }
            value /= 1_000;
        }
        return digits(value) + "s";
    }

    private static String digits(double value) {
        String format = value >= 99.95 || value == Math.rint(value) ? "%.0f" : value >= 9.995 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, format, value);
    }

    /** Such as {@code 12.5/s}. */
    static String rate(double perSecond) {
        return String.format(Locale.ROOT, perSecond >= 100 ? "%.0f/s" : "%.1f/s", perSecond);
    }

    /** Such as {@code 99.5%}; {@code -} when nothing has ended. */
    static String success(Traffic traffic) {
        return traffic.succeeded() + traffic.failures() == 0
                ? "-"
                : String.format(Locale.ROOT, traffic.failures() == 0 ? "%.0f%%" : "%.1f%%", rounded(traffic));
    }

    /** What is not all must not look like all. */
    private static double rounded(Traffic traffic) {
        return traffic.failures() == 0 ? 100 : Math.min(99.9, traffic.successRate());
    }

    /** Such as {@code internal 3, timeout 1}. */
    static String failures(Map<ErrorCategory, Long> failed) {
        return new TreeMap<>(failed)
                .entrySet().stream()
                        .map(each -> each.getKey().label() + " " + each.getValue())
                        .collect(Collectors.joining(", "));
    }

    /** The 99th percentile of something that may not have happened. */
    static String p99(Latency latency) {
        return time(latency.p99());
    }
}
