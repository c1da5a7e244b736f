package dev.vagus.metrics.internal.selftest;

import dev.vagus.module.ErrorRecord;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Figures with their units, for people, and what is said when they are not as they should be. */
final class Texts {
    private static final long MICROS_SHOWN_BELOW = 10_000;

    private Texts() {}

    /** A length of time, such as {@code 12 ms}. */
    static String time(Duration duration) {
        long micros = duration.toNanos() / 1_000;
        return micros < MICROS_SHOWN_BELOW ? micros + " µs" : duration.toMillis() + " ms";
    }

    /** How long since this reading of the monotonic clock. */
    static String since(long startNanos) {
        return time(Duration.ofNanos(System.nanoTime() - startNanos));
    }

    /** A count with separators, such as {@code 1,234,567}. */
    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** Why something asynchronous failed. */
    static String reason(ExecutionException failure) {
        Throwable cause = failure.getCause();
        return ErrorRecord.of(cause == null ? failure : cause).summary();
    }

    /**
     * Compares.
     *
     * @throws CheckFailed when it is not what was expected
     */
    static void expect(String what, Object expected, @Nullable Object seen) {
        if (!Objects.equals(expected, seen)) {
            throw new CheckFailed("expected as " + what + ": " + expected + ", but it was: " + seen);
        }
    }
}
