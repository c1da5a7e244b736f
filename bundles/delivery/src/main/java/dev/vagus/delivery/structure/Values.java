package dev.vagus.delivery.structure;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZonedDateTime;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Binders of values. The rule of coercion is narrow: a number fits every number type that holds it exactly (a decimal
 * fraction may be rounded to a float or double), a string fits enums, times, UUIDs and URIs that it spells; nothing else
 * is converted.
 */
final class Values {
    private static final Map<Class<?>, Binder> BINDERS = new HashMap<>();

    static {
        exact(Boolean.class, boolean.class, "a boolean");
        BINDERS.put(String.class, Values::text);
        BINDERS.put(CharSequence.class, Values::text);
        BINDERS.put(Character.class, Values::character);
        BINDERS.put(char.class, required(Values::character, "a character"));
        number(Integer.class, int.class, "a 32-bit integer", d -> d.intValueExact());
        number(Long.class, long.class, "a 64-bit integer", d -> d.longValueExact());
        number(Short.class, short.class, "a 16-bit integer", d -> d.shortValueExact());
        number(Byte.class, byte.class, "an 8-bit integer", d -> d.byteValueExact());
        number(Double.class, double.class, "a number", d -> d.doubleValue());
        number(Float.class, float.class, "a number", d -> d.floatValue());
        number(BigInteger.class, null, "an integer", d -> d.toBigIntegerExact());
        number(BigDecimal.class, null, "a number", d -> d);
        BINDERS.put(Number.class, value -> {
            if (value == null || value instanceof Number) {
                return value;
            }
            throw BindException.expected("a number", value);
        });
        parsed(UUID.class, "a UUID", UUID::fromString);
        parsed(URI.class, "a URI", URI::create);
        parsed(Instant.class, "an instant such as 2026-01-31T12:00:00Z", Instant::parse);
        parsed(Duration.class, "a duration such as PT30S", Duration::parse);
        parsed(Period.class, "a period such as P3D", Period::parse);
        parsed(LocalDate.class, "a date such as 2026-01-31", LocalDate::parse);
        parsed(LocalTime.class, "a time such as 12:00:00", LocalTime::parse);
        parsed(LocalDateTime.class, "a date and time such as 2026-01-31T12:00:00", LocalDateTime::parse);
        parsed(OffsetDateTime.class, "a date and time with offset", OffsetDateTime::parse);
        parsed(ZonedDateTime.class, "a date and time with zone", ZonedDateTime::parse);
        BINDERS.put(byte[].class, Values::bytes);
    }

    private Values() {}

    /** The binder of a value class or an enum; null for every other class. */
    static @Nullable Binder binder(Class<?> target) {
        if (target.isEnum()) {
            return enumBinder(target);
        }
        return BINDERS.get(target);
    }

    private static void exact(Class<?> boxed, Class<?> primitive, String what) {
        Binder binder = value -> {
            if (value == null || value.getClass() == boxed) {
                return value;
            }
            throw BindException.expected(what, value);
        };
        BINDERS.put(boxed, binder);
        BINDERS.put(primitive, required(binder, what));
    }

    private static Binder required(Binder binder, String what) {
        return value -> {
            if (value == null) {
                throw new BindException("", "expected " + what + ", found nothing");
            }
            return binder.bind(value);
        };
    }

    private static void number(
            Class<?> boxed, @Nullable Class<?> primitive, String what, Function<BigDecimal, Object> convert) {
        Binder binder = value -> {
            if (value == null || value.getClass() == boxed) {
                return value;
            }
            if (!(value instanceof Number number)) {
                throw BindException.expected(what, value);
            }
            try {
                return convert.apply(decimal(number));
            } catch (ArithmeticException | NumberFormatException e) {
                throw new BindException("", "expected " + what + ", found a number that is none");
            }
        };
        BINDERS.put(boxed, binder);
        if (primitive != null) {
            BINDERS.put(primitive, required(binder, what));
        }
    }

    private static BigDecimal decimal(Number number) {
        if (number instanceof BigDecimal decimal) {
            return decimal;
        }
        if (number instanceof BigInteger integer) {
            return new BigDecimal(integer);
        }
        if (number instanceof Double || number instanceof Float) {
            return new BigDecimal(number.toString());
        }
        return BigDecimal.valueOf(number.longValue());
    }

    private static @Nullable Object text(@Nullable Object value) {
        if (value == null || value instanceof String) {
            return value;
        }
        if (value instanceof Number || value instanceof Boolean || !Structures.isValue(value)) {
            throw BindException.expected("a string", value);
        }
        return value.toString();
    }

    private static @Nullable Object character(@Nullable Object value) {
        if (value == null || value instanceof Character) {
            return value;
        }
        if (value instanceof String text && text.length() == 1) {
            return text.charAt(0);
        }
        throw BindException.expected("a single character", value);
    }

    private static @Nullable Object bytes(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        if (value instanceof byte[] array) {
            return array.clone();
        }
        if (value instanceof String text) {
            try {
                return Base64.getDecoder().decode(text);
            } catch (IllegalArgumentException e) {
                throw new BindException("", "expected bytes in base64, found another string");
            }
        }
        throw BindException.expected("bytes", value);
    }

    private static void parsed(Class<?> target, String what, Function<String, Object> parse) {
        BINDERS.put(target, value -> {
            if (value == null || value.getClass() == target) {
                return value;
            }
            if (!(value instanceof String text)) {
                throw BindException.expected(what, value);
            }
            try {
                return parse.apply(text);
            } catch (DateTimeException | IllegalArgumentException e) {
                throw new BindException("", "expected " + what + ", found another string");
            }
        });
    }

    private static Binder enumBinder(Class<?> target) {
        Map<String, Object> constants = new HashMap<>();
        for (Object constant : target.getEnumConstants()) {
            constants.put(((Enum<?>) constant).name(), constant);
        }
        String names = String.join(", ", new java.util.TreeSet<>(constants.keySet()));
        return value -> {
            if (value == null || value.getClass() == target) {
                return value;
            }
            Object constant = constants.get(value instanceof Enum<?> other ? other.name() : value);
            if (constant == null) {
                throw new BindException(
                        "",
                        "expected one of " + names + ", found "
                                + (value instanceof String ? "another string" : Structures.kindOf(value)));
            }
            return constant;
        };
    }
}
