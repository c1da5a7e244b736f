package dev.vagus.shell.internal.model;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Moments of the past as people type them: how long ago ({@code 5m}, {@code 2h}), a time of today ({@code 08:30}), a day,
 * or both with or without a zone. Without one the zone is that of the machine. There is nothing before 1970.
 */
final class Moments {
    /** Readers of what is no length of time, the most telling first. */
    private static final List<BiFunction<String, ZonedDateTime, Instant>> READERS = List.of(
            (word, now) -> OffsetDateTime.parse(word).toInstant(),
            (word, now) -> LocalDateTime.parse(word).atZone(now.getZone()).toInstant(),
            (word, now) -> LocalDate.parse(word).atStartOfDay(now.getZone()).toInstant(),
            (word, now) -> now.with(LocalTime.parse(word)).toInstant());

    private Moments() {}

    static Instant parse(String name, String word, ZonedDateTime now) {
        Instant moment = read(word, now);
        if (moment == null) {
            throw new CommandException(
                    name + " must be how long ago, such as 30s, 5m, 2h or 1d, or a time such as 08:30,"
                            + " 2026-01-31, 2026-01-31T08:30 or 2026-01-31T08:30:00Z, but is '" + word + "'");
        }
        if (moment.isAfter(now.toInstant())) {
            throw new CommandException(name + " must be in the past, but '" + word + "' is " + moment);
        }
        return moment.isBefore(Instant.EPOCH) ? Instant.EPOCH : moment.truncatedTo(ChronoUnit.MILLIS);
    }

    private static @Nullable Instant read(String word, ZonedDateTime now) {
        Duration ago = Durations.find(word);
        try {
            return ago != null ? now.toInstant().minus(ago) : readTime(word, now);
        } catch (DateTimeException | ArithmeticException e) {
            return null;
        }
    }

    /** The last reader says what is wrong by its exception. */
    private static Instant readTime(String word, ZonedDateTime now) {
        DateTimeException wrong = new DateTimeException("no time");
        for (BiFunction<String, ZonedDateTime, Instant> reader : READERS) {
            try {
                return reader.apply(word, now);
            } catch (DateTimeException e) {
                wrong = e;
            }
        }
        throw wrong;
    }
}
