package dev.vagus.shell.internal.commands;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Times as people read them, in the zone of the machine. */
final class Times {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private Times() {}

    static String time(Instant instant) {
        return TIME.format(instant.atZone(ZoneId.systemDefault()));
    }

    static String date(Instant instant) {
        return DATE.format(instant.atZone(ZoneId.systemDefault()));
    }

    /** The time of today, or the day too for another one. */
    static String moment(Instant instant) {
        ZoneId zone = ZoneId.systemDefault();
        boolean today = LocalDate.ofInstant(instant, zone).equals(LocalDate.now(zone));
        return today ? time(instant) : date(instant);
    }

    /** How many a second, such as {@code 12.5}. */
    static String rate(double perSecond) {
        return String.format(Locale.ROOT, "%.1f", perSecond);
    }

    /** An age such as {@code 2.5s}, and nothing for none. */
    static String age(Duration age) {
        return age.isZero() ? "" : text(age.truncatedTo(ChronoUnit.MILLIS));
    }

    /** Such as {@code 1h30m} or {@code 0.5s}. */
    static String text(Duration duration) {
        return duration.toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
