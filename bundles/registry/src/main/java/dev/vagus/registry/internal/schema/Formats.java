package dev.vagus.registry.internal.schema;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The formats that are checked; every other one is only a note to the reader. */
final class Formats {
    private static final Map<String, Check> CHECKS = new HashMap<>();

    static {
        text("uuid", "a UUID", UUID::fromString);
        text("uri", "a URI", Formats::absoluteUri);
        text("uri-reference", "a URI", URI::create);
        text("date-time", "a date and time with offset such as 2026-01-31T12:00:00Z", OffsetDateTime::parse);
        text("date-time-zone", "a date and time with zone", ZonedDateTime::parse);
        text("date-time-local", "a date and time such as 2026-01-31T12:00:00", LocalDateTime::parse);
        text("date", "a date such as 2026-01-31", LocalDate::parse);
        text("time-local", "a time such as 12:00:00", LocalTime::parse);
        text("duration", "a duration such as PT30S or P3D", Formats::duration);
        range("int8", "an 8-bit integer", 7);
        range("int16", "a 16-bit integer", 15);
        range("int32", "a 32-bit integer", 31);
        range("int64", "a 64-bit integer", 63);
    }

    private Formats() {}

    /** The check of a format; null for one that is not checked. */
    static @Nullable Check check(String format) {
        return CHECKS.get(format);
    }

    private static void text(String format, String what, Function<String, Object> parse) {
        CHECKS.put(format, (value, report) -> {
            if (!(value instanceof String text) || parses(parse, text)) {
                return true;
            }
            if (report != null) {
                report.add("expected " + what + ", found another string");
            }
            return false;
        });
    }

    private static boolean parses(Function<String, Object> parse, String text) {
        try {
            return parse.apply(text) != null;
        } catch (DateTimeException | IllegalArgumentException e) {
            return false;
        }
    }

    private static URI absoluteUri(String text) {
        URI uri = URI.create(text);
        if (!uri.isAbsolute()) {
            throw new IllegalArgumentException("no scheme");
        }
        return uri;
    }

    private static Object duration(String text) {
        return text.contains("T") ? Duration.parse(text) : Period.parse(text);
    }

    private static void range(String format, String what, int bits) {
        CHECKS.put(format, (value, report) -> {
            if (!(value instanceof Number number) || fits(number, bits)) {
                return true;
            }
            if (report != null) {
                report.add("expected " + what + ", found a number out of its range");
            }
            return false;
        });
    }

    private static boolean fits(Number number, int bits) {
        if (number instanceof BigInteger big) {
            return big.bitLength() <= bits;
        }
        if (number instanceof BigDecimal || number instanceof Double || number instanceof Float) {
            double magnitude = number.doubleValue();
            return Double.isFinite(magnitude)
                    && new BigDecimal(number.toString()).toBigInteger().bitLength() <= bits;
        }
        long value = number.longValue();
        return 64 - Long.numberOfLeadingZeros(value < 0 ? ~value : value) <= bits;
    }
}
