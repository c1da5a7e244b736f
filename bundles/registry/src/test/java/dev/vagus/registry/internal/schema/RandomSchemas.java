package dev.vagus.registry.internal.schema;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Schemas of everything that is compiled, and values that fit them or nearly do. */
final class RandomSchemas {
    private static final List<String> NAMES = List.of("a", "b", "c", "Name", "x-1");
    private static final List<String> TYPES =
            List.of("string", "integer", "number", "boolean", "array", "object", "null");
    private static final List<String> PATTERNS = List.of(
            "^[a-z]+$",
            "^a",
            "b$",
            "[0-9]{2,3}",
            "^(ab|c)*$",
            "^\\w+$",
            "^.{2}$",
            "x|y",
            "^\\d+$",
            "^[^@]+@[^@]+$",
            "");
    private static final List<Number> NUMBERS = List.of(
            0,
            1,
            2,
            3,
            -1,
            7,
            10,
            0.5,
            -0.5,
            1.0,
            2.5,
            0.1,
            0.3,
            1e3,
            1L << 40,
            (1L << 53) + 1,
            Long.MAX_VALUE,
            Double.MAX_VALUE,
            1e-7,
            new BigDecimal("0.30"),
            new BigDecimal("1E+3"),
            new BigDecimal("1E+30"),
            BigInteger.ONE.shiftLeft(70),
            new BigDecimal("9007199254740993.5"));
    static final List<String> FORMATS = List.of(
            "date-time",
            "date",
            "time",
            "duration",
            "uuid",
            "uri",
            "uri-reference",
            "email",
            "ipv4",
            "ipv6",
            "hostname");
    private static final List<String> PLAIN = List.of(
            "", "a", "ab", "abc", "ABC", "abc\n", "c", "aaa", "😀", "a😀b", "12", "123", "1234", "é", " ", "x", "x@y",
            "true", "null", "1", "Name");

    private final Random random;

    RandomSchemas(Random random) {
        this.random = random;
    }

    Map<String, Object> schema() {
        Map<String, Object> schema = schema(3);
        if (chance(30)) {
            schema.put("$defs", Map.of("D", schema(1)));
            Map<String, Object> below = new LinkedHashMap<>(schema(1));
            below.put(pick("items", "additionalProperties"), Map.of("$ref", pick("#/$defs/D", "#")));
            schema.put("$defs", Map.of("D", schema(1), "E", below));
            schema.put("$ref", pick("#/$defs/D", "#/$defs/E"));
        }
        return schema;
    }

    private Map<String, Object> schema(int depth) {
        Map<String, Object> schema = new LinkedHashMap<>();
        String type = pick(TYPES);
        if (chance(75)) {
            schema.put("type", chance(85) ? type : List.of(type, type.equals("null") ? "string" : "null"));
        }
        maybe(schema, 8, "enum", () -> List.of(scalar(), scalar(), object(Map.of(), 1)));
        maybe(schema, 5, "const", this::scalar);
        switch (type) {
            case "string" -> {
                maybe(schema, 30, "minLength", () -> random.nextInt(4));
                maybe(schema, 30, "maxLength", () -> random.nextInt(5));
                maybe(schema, 30, "pattern", () -> pick(PATTERNS));
                maybe(schema, 30, "format", () -> pick(FORMATS));
            }
            case "integer", "number" -> {
                maybe(schema, 30, "minimum", () -> pick(NUMBERS));
                maybe(schema, 30, "maximum", () -> pick(NUMBERS));
                maybe(schema, 15, "exclusiveMinimum", () -> pick(NUMBERS));
                maybe(schema, 15, "exclusiveMaximum", () -> pick(NUMBERS));
                maybe(schema, 25, "multipleOf", () -> pick(1, 2, 3, 0.5, 0.1, new BigDecimal("0.01"), 7.5, 1.0));
            }
            case "array" -> addArray(schema, depth);
            case "object" -> addObject(schema, depth);
            default -> maybe(schema, 30, "title", () -> "of " + type);
        }
        if (depth > 0) {
            maybe(schema, 6, "allOf", () -> List.of(schema(depth - 1), schema(depth - 1)));
            maybe(schema, 6, "anyOf", () -> List.of(schema(depth - 1), schema(depth - 1)));
            maybe(schema, 6, "oneOf", () -> List.of(schema(depth - 1), schema(depth - 1)));
            maybe(schema, 6, "not", () -> schema(depth - 1));
            if (chance(6)) {
                schema.put("if", schema(depth - 1));
                maybe(schema, 70, "then", () -> schema(depth - 1));
                maybe(schema, 70, "else", () -> schema(depth - 1));
            }
        }
        return schema;
    }

    private void addArray(Map<String, Object> schema, int depth) {
        maybe(schema, 20, "minItems", () -> random.nextInt(3));
        maybe(schema, 20, "maxItems", () -> random.nextInt(4));
        maybe(schema, 25, "uniqueItems", () -> chance(80));
        if (depth > 0) {
            maybe(schema, 70, "items", () -> chance(90) ? schema(depth - 1) : chance(50));
            maybe(schema, 15, "prefixItems", () -> List.of(schema(depth - 1), schema(depth - 1)));
            if (chance(15)) {
                schema.put("contains", schema(depth - 1));
                maybe(schema, 40, "minContains", () -> random.nextInt(3));
                maybe(schema, 40, "maxContains", () -> random.nextInt(3));
            }
        }
    }

    private void addObject(Map<String, Object> schema, int depth) {
        maybe(schema, 40, "required", () -> chance(50) ? List.of(pick(NAMES)) : List.of("a", "b"));
        maybe(schema, 15, "minProperties", () -> random.nextInt(3));
        maybe(schema, 15, "maxProperties", () -> random.nextInt(4));
        maybe(schema, 10, "dependentRequired", () -> Map.of(pick(NAMES), List.of(pick(NAMES))));
        if (depth > 0) {
            maybe(schema, 80, "properties", () -> {
                Map<String, Object> properties = new LinkedHashMap<>();
                for (int i = random.nextInt(4); i >= 0; i--) {
                    properties.put(pick(NAMES), chance(95) ? schema(depth - 1) : chance(50));
                }
                return properties;
            });
            maybe(schema, 40, "additionalProperties", () -> chance(40) ? schema(depth - 1) : chance(30));
            maybe(schema, 15, "patternProperties", () -> Map.of(pick("^a", "e$", "[bc]"), schema(depth - 1)));
            maybe(schema, 10, "propertyNames", () -> Map.of("maxLength", 1 + random.nextInt(4)));
            maybe(schema, 6, "dependentSchemas", () -> Map.of(pick(NAMES), schema(depth - 1)));
        }
    }

    /** A value that fits, more often than not. */
    @Nullable
    Object value(@Nullable Object schema, int depth) {
        if (!(schema instanceof Map<?, ?> map) || chance(8)) {
            return random(depth);
        }
        if (map.get("enum") instanceof List<?> allowed && chance(70)) {
            return pick(allowed);
        }
        if (map.containsKey("const") && chance(70)) {
            return map.get("const");
        }
        Object type = map.get("type");
        if (type instanceof List<?> several) {
            type = pick(several);
        }
        return switch (type == null ? pick(TYPES) : String.valueOf(type)) {
            case "string" ->
                map.get("format") instanceof String format && chance(70) ? pick(FormatSamples.all(format)) : text();
            case "integer" -> chance(85) ? integer(map) : number(map);
            case "number" -> number(map);
            case "boolean" -> chance(50);
            case "array" -> list(map, depth);
            case "object" -> object(map, depth);
            default -> null;
        };
    }

    private Object integer(Map<?, ?> schema) {
        Object bound = schema.get(pick("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"));
        long near = bound instanceof Number number ? number.longValue() : random.nextInt(12) - 3;
        return switch (random.nextInt(4)) {
            case 0 -> near;
            case 1 -> near == (int) near ? (Object) (int) near : near;
            case 2 -> near + random.nextInt(3) - 1;
            default -> BigInteger.valueOf(near);
        };
    }

    private Object number(Map<?, ?> schema) {
        Object bound = schema.get(pick("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"));
        if (bound instanceof Number number && chance(60)) {
            return switch (random.nextInt(4)) {
                case 0 -> number;
                case 1 -> number.doubleValue();
                case 2 ->
                    Math.nextUp(number.doubleValue()) == Double.POSITIVE_INFINITY
                            ? 0
                            : Math.nextUp(number.doubleValue());
                default -> new BigDecimal(number.toString()).subtract(new BigDecimal("0.01"));
            };
        }
        return chance(50) ? (Object) pick(NUMBERS) : (Object) (random.nextInt(40) / 4.0);
    }

    private List<@Nullable Object> list(Map<?, ?> schema, int depth) {
        List<@Nullable Object> list = new ArrayList<>();
        List<?> first = schema.get("prefixItems") instanceof List<?> given ? given : List.of();
        int size = depth <= 0 ? 0 : random.nextInt(4);
        for (int i = 0; i < size; i++) {
            list.add(
                    !list.isEmpty() && chance(15)
                            ? list.get(0)
                            : value(i < first.size() ? first.get(i) : schema.get("items"), depth - 1));
        }
        return list;
    }

    private Map<String, Object> object(Map<?, ?> schema, int depth) {
        Map<String, Object> object = new LinkedHashMap<>();
        Map<?, ?> properties = schema.get("properties") instanceof Map<?, ?> given ? given : Map.of();
        properties.forEach((name, property) -> putSome(object, 75, (String) name, property, depth));
        if (schema.get("required") instanceof List<?> required) {
            required.forEach(name -> putSome(object, 80, (String) name, properties.get(name), depth));
        }
        putSome(object, 25, pick(NAMES), schema.get("additionalProperties"), depth);
        return object;
    }

    /** Nulls are left out: that they are absent is a difference on purpose. */
    private void putSome(Map<String, Object> object, int percent, String name, @Nullable Object schema, int depth) {
        Object value = depth > 0 && chance(percent) && !object.containsKey(name) ? value(schema, depth - 1) : null;
        if (value != null) {
            object.put(name, value);
        }
    }

    @Nullable
    private Object random(int depth) {
        return switch (random.nextInt(depth > 0 ? 7 : 5)) {
            case 0 -> null;
            case 1 -> chance(50);
            case 2 -> pick(NUMBERS);
            case 3, 4 -> text();
            case 5 -> list(Map.of(), depth);
            default -> object(Map.of(), depth);
        };
    }

    private Object scalar() {
        return chance(50) ? text() : chance(20) ? chance(50) : pick(NUMBERS);
    }

    private String text() {
        return pick(PLAIN);
    }

    private void maybe(Map<String, Object> schema, int percent, String keyword, Supplier<@Nullable Object> argument) {
        if (chance(percent)) {
            schema.put(keyword, argument.get());
        }
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private final <T> T pick(T... from) {
        return from[random.nextInt(from.length)];
    }
}
