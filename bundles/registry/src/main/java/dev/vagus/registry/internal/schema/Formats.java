package dev.vagus.registry.internal.schema;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The formats that are asserted; every other one is only a note to the reader. A value of the Java class that a format
 * stands for fits as it is.
 */
final class Formats {
    private static final Map<String, Check> CHECKS = new HashMap<>();

    static {
        text(
                "date-time",
                "a date and time with offset such as 2026-01-31T12:00:00Z",
                TimeFormats::isDateTime,
                Instant.class,
                OffsetDateTime.class);
        text("date", "a date such as 2026-01-31", TimeFormats::isDate, LocalDate.class);
        text("time", "a time with offset such as 12:00:00Z", TimeFormats::isTime);
        text("duration", "a duration such as PT30S or P3D", TimeFormats::isDuration, Duration.class, Period.class);
        text(
                "date-time-local",
                "a date and time such as 2026-01-31T12:00:00",
                text -> parses(LocalDateTime::parse, text),
                LocalDateTime.class);
        text("time-local", "a time such as 12:00:00", text -> parses(LocalTime::parse, text), LocalTime.class);
        text(
                "date-time-zone",
                "a date and time with zone",
                text -> parses(ZonedDateTime::parse, text),
                ZonedDateTime.class);
        text("uuid", "a UUID", NameFormats::isUuid, UUID.class);
        text("uri", "a URI with a scheme", text -> isUri(text, true));
        text("uri-reference", "a URI", text -> isUri(text, false), URI.class);
        text("email", "an e-mail address", NameFormats::isEmail);
        text("hostname", "a host name", NameFormats::isHostname);
        text("ipv4", "an IPv4 address", NameFormats::isIpv4);
        text("ipv6", "an IPv6 address", NameFormats::isIpv6);
        CHECKS.put("int8", NumberChecks.bits("an 8-bit integer", 7));
        CHECKS.put("int16", NumberChecks.bits("a 16-bit integer", 15));
        CHECKS.put("int32", NumberChecks.bits("a 32-bit integer", 31));
        CHECKS.put("int64", NumberChecks.bits("a 64-bit integer", 63));
    }

    private Formats() {}

    /** The check of a format; null for one that is not checked. */
    static @Nullable Check check(String format) {
        return CHECKS.get(format);
    }

    /** The formats that are checked, in order. */
    static Set<String> names() {
        return new TreeSet<>(CHECKS.keySet());
    }

    private static void text(String format, String what, Predicate<String> test, Class<?>... values) {
        Set<Class<?>> classes = Set.of(values);
        CHECKS.put(format, (value, report) -> {
            String text = Texts.of(value);
            return value == null
                    || text == null
                    || (value != text && classes.contains(value.getClass()))
                    || test.test(text)
                    || Violations.refuse(report, "expected " + what + ", found another string");
        });
    }

    private static boolean parses(java.util.function.Function<String, Object> parse, String text) {
        try {
            return parse.apply(text) != null;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean isUri(String text, boolean absolute) {
        for (int i = 0; i < text.length(); i++) {
            // Java takes characters beyond ASCII, RFC 3986 does not.
            if (text.charAt(i) >= 0x7F) {
                return false;
            }
        }
        try {
            return !absolute | new URI(text).isAbsolute();
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
