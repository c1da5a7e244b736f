package dev.vagus.delivery.filter;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The right side of a comparison, converted once to each kind that it can be. */
final class Operand {
    private static final Map<Class<?>, Function<String, Comparable<?>>> TIMES = Map.of(
            Instant.class, Instant::parse,
            LocalDate.class, LocalDate::parse,
            LocalDateTime.class, LocalDateTime::parse,
            LocalTime.class, LocalTime::parse,
            OffsetDateTime.class, OffsetDateTime::parse,
            ZonedDateTime.class, ZonedDateTime::parse,
            Duration.class, Duration::parse);

    /** The order of two values of which one could not be converted to the kind of the other. */
    static final int INCOMPARABLE = Integer.MIN_VALUE;

    private static final int MAX_DIGITS = 100;

    private final String text;
    private final @Nullable BigDecimal number;
    private final @Nullable Long whole;

    Operand(String text) {
        this.text = text;
        number = number(text);
        whole = whole(number);
    }

    private static @Nullable BigDecimal number(String text) {
        if (text.length() > MAX_DIGITS) {
            return null;
        }
        try {
            return new BigDecimal(text.strip());
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable Long whole(@Nullable BigDecimal number) {
        if (number == null || Math.abs((long) number.scale()) > MAX_DIGITS) {
            return null;
        }
        try {
            return number.longValueExact();
        } catch (ArithmeticException e) {
            return null;
        }
    }

    String text() {
        return text;
    }

    /** How the value compares to this: negative, 0, positive, or {@link #INCOMPARABLE}. */
    int compare(Object value) {
        if (value instanceof String string) {
            return Integer.signum(string.compareTo(text));
        }
        if (value instanceof Number found) {
            return compareNumber(found);
        }
        if (value instanceof Boolean) {
            return value.toString().equals(text) ? 0 : INCOMPARABLE;
        }
        Function<String, Comparable<?>> parser = TIMES.get(value.getClass());
        if (parser != null) {
            return compareTime(value, parser);
        }
        return value.toString().equals(text) ? 0 : INCOMPARABLE;
    }

    private int compareNumber(Number found) {
        if (number == null) {
            return INCOMPARABLE;
        }
        if (found instanceof Integer || found instanceof Long || found instanceof Short || found instanceof Byte) {
            return whole != null
                    ? Long.compare(found.longValue(), whole)
                    : BigDecimal.valueOf(found.longValue()).compareTo(number);
        }
        BigDecimal decimal = decimal(found);
        return decimal == null ? INCOMPARABLE : decimal.compareTo(number);
    }

    private static @Nullable BigDecimal decimal(Number found) {
        if (found instanceof BigDecimal decimal) {
            return decimal;
        }
        if (found instanceof BigInteger integer) {
            return new BigDecimal(integer);
        }
        double value = found.doubleValue();
        return Double.isFinite(value) ? new BigDecimal(found.toString()) : null;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private int compareTime(Object value, Function<String, Comparable<?>> parser) {
        try {
            return Integer.signum(((Comparable) value).compareTo(parser.apply(text.strip())));
        } catch (DateTimeException e) {
            return INCOMPARABLE;
        }
    }
}
