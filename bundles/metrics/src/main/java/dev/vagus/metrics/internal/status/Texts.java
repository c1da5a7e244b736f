package dev.vagus.metrics.internal.status;

import java.time.Duration;
import java.util.Locale;

/** Lengths of time with their units, for people. */
final class Texts {
    private static final long MILLIS_SHOWN_BELOW = 10_000;

    private Texts() {}

    /** Such as {@code 250 ms}, {@code 45 s} or {@code 1h30m}. */
    static String time(Duration duration) {
        if (duration.toMillis() < MILLIS_SHOWN_BELOW) {
            return duration.toMillis() + " ms";
        }
        if (duration.compareTo(Duration.ofMinutes(2)) < 0) {
            return duration.toSeconds() + " s";
        }
        return Duration.ofSeconds(duration.toSeconds()).toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
