package dev.vagus.shell.internal.model;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lengths of time as people type them: {@code 500ms}, {@code 30} or {@code 30s}, {@code 5m}, {@code 2h}, {@code 1d}. */
final class Durations {
    private static final Pattern SHORT = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)?");

    private Durations() {}

    static Duration parse(String name, String word) {
        Duration duration = find(word);
        if (duration == null) {
            throw new CommandException(
                    name + " must be a length of time such as 500ms, 30s, 5m, 2h or 1d, but is '" + word + "'");
        }
        return duration;
    }

    /** A positive length of time; null when the word is none. */
    static @Nullable Duration find(String word) {
        Duration duration = read(word);
        return duration.isZero() || duration.isNegative() ? null : duration;
    }

    private static Duration read(String word) {
        Matcher matcher = SHORT.matcher(word);
        if (!matcher.matches()) {
            return iso(word);
        }
        long amount = Long.parseLong(matcher.group(1));
        String unit = matcher.group(2);
        if (unit == null) {
            return Duration.ofSeconds(amount);
        }
        return switch (unit) {
            case "ms" -> Duration.ofMillis(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            case "d" -> Duration.ofDays(amount);
            default -> Duration.ofSeconds(amount);
        };
    }

    private static Duration iso(String word) {
        try {
            return Duration.parse(word);
        } catch (DateTimeParseException e) {
            return Duration.ZERO;
        }
    }
}
