package dev.vagus.bus.internal.engine;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Plain structure as what JSON knows, and back without a loss. Strings, booleans, {@code Integer} and finite {@code Double}
 * stand for themselves; every other value is an object with one key, its kind, such as {@code {"$Long": "5"}}, and so is a
 * map one of whose own keys begins with {@code $}. A value of no known kind becomes a text that says so.
 */
final class PlainJson {
    private static final String MARK = "$";
    private static final String BYTES = "$bytes";
    private static final String MAP = "$map";
    private static final String ZONE = "$ZoneId";
    private static final Map<Class<?>, String> KINDS = new HashMap<>();
    private static final Map<String, Function<String, Object>> PARSERS = new HashMap<>();

    static {
        kind(Long.class, Long::valueOf);
        kind(Short.class, Short::valueOf);
        kind(Byte.class, Byte::valueOf);
        kind(Float.class, Float::valueOf);
        kind(Double.class, Double::valueOf);
        kind(BigInteger.class, BigInteger::new);
        kind(BigDecimal.class, BigDecimal::new);
        kind(Character.class, text -> text.charAt(0));
        kind(UUID.class, UUID::fromString);
        kind(URI.class, URI::create);
        kind(Instant.class, Instant::parse);
        kind(Duration.class, Duration::parse);
        kind(Period.class, Period::parse);
        kind(LocalDate.class, LocalDate::parse);
        kind(LocalTime.class, LocalTime::parse);
        kind(LocalDateTime.class, LocalDateTime::parse);
        kind(OffsetTime.class, OffsetTime::parse);
        kind(OffsetDateTime.class, OffsetDateTime::parse);
        kind(ZonedDateTime.class, ZonedDateTime::parse);
        kind(Year.class, text -> Year.of(Integer.parseInt(text)));
        kind(YearMonth.class, YearMonth::parse);
        kind(MonthDay.class, MonthDay::parse);
        kind(DayOfWeek.class, DayOfWeek::valueOf);
        kind(Month.class, Month::valueOf);
        PARSERS.put(ZONE, ZoneId::of);
        PARSERS.put(BYTES, Base64.getDecoder()::decode);
    }

    private PlainJson() {}

    private static void kind(Class<?> type, Function<String, Object> parser) {
        String name = MARK + type.getSimpleName();
        KINDS.put(type, name);
        PARSERS.put(name, parser);
    }

    /** Plain structure as JSON knows it. */
    static @Nullable Object encode(@Nullable Object value) {
        if (value == null || value instanceof String || value instanceof Boolean || value instanceof Integer) {
            return value;
        }
        if (value instanceof Double number && Double.isFinite(number)) {
            return value;
        }
        if (value instanceof Map<?, ?> map) {
            return encodeMap(map);
        }
        if (value instanceof Collection<?> list) {
            List<@Nullable Object> items = new ArrayList<>(list.size());
            list.forEach(item -> items.add(encode(item)));
            return items;
        }
        if (value instanceof byte[] bytes) {
            return Map.of(BYTES, Base64.getEncoder().encodeToString(bytes));
        }
        String kind = value instanceof ZoneId ? ZONE : KINDS.get(value.getClass());
        return kind == null
                ? "(a " + value.getClass().getName() + " that the store cannot keep)"
                : Map.of(kind, value.toString());
    }

    private static Object encodeMap(Map<?, ?> map) {
        boolean marked = false;
        Map<String, @Nullable Object> entries = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            String key = String.valueOf(entry.getKey());
            marked |= key.startsWith(MARK);
            entries.put(key, encode(entry.getValue()));
        }
        return marked ? Map.of(MAP, entries) : entries;
    }

    /** What {@link #encode} made, as it was. */
    static @Nullable Object decode(@Nullable Object json) {
        if (json instanceof List<?> list) {
            List<@Nullable Object> items = new ArrayList<>(list.size());
            list.forEach(item -> items.add(decode(item)));
            return items;
        }
        if (!(json instanceof Map<?, ?> map)) {
            return json;
        }
        if (map.size() == 1) {
            Map.Entry<?, ?> only = map.entrySet().iterator().next();
            String key = String.valueOf(only.getKey());
            if (key.equals(MAP) && only.getValue() instanceof Map<?, ?> inner) {
                return decodeMap(inner);
            }
            if (key.startsWith(MARK)) {
                return parse(key, String.valueOf(only.getValue()));
            }
        }
        return decodeMap(map);
    }

    private static Map<String, @Nullable Object> decodeMap(Map<?, ?> map) {
        Map<String, @Nullable Object> entries = new LinkedHashMap<>();
        map.forEach((key, value) -> entries.put(String.valueOf(key), decode(value)));
        return entries;
    }

    private static Object parse(String kind, String text) {
        Function<String, Object> parser = PARSERS.get(kind);
        return parser == null ? "(a " + kind.substring(1) + " that this version does not know)" : parser.apply(text);
    }
}
