package dev.vagus.registry.internal.schema;

import dev.vagus.registry.ApiParameter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts what an {@link ApiParameter} says about values into the schema that was derived from the type. */
public final class Constraints {
    private final ApiParameter annotation;
    private final Map<String, Object> schema;

    private Constraints(ApiParameter annotation, Map<String, Object> derived) {
        this.annotation = annotation;
        this.schema = new LinkedHashMap<>(derived);
    }

    /**
     * The given schema, or the derived one with the limits in it.
     *
     * @throws SchemaException when these do not go together
     */
    public static Map<String, Object> apply(ApiParameter annotation, Map<String, Object> derived) {
        Constraints constraints = new Constraints(annotation, derived);
        if (annotation.schema().isEmpty()) {
            constraints.limit();
            return Collections.unmodifiableMap(constraints.schema);
        }
        constraints.limit();
        if (!constraints.schema.equals(derived)) {
            throw new SchemaException("give either a schema or limits of their own");
        }
        return SchemaText.parse(annotation.schema());
    }

    private void limit() {
        limitNumbers();
        limitTexts();
        if (annotation.allowed().length > 0) {
            List<Object> allowed = new ArrayList<>();
            for (String value : annotation.allowed()) {
                allowed.add(isNumber() ? number(value) : text(value));
            }
            schema.put("enum", List.copyOf(allowed));
        }
    }

    private void limitNumbers() {
        boolean min = annotation.min() != Double.NEGATIVE_INFINITY;
        boolean max = annotation.max() != Double.POSITIVE_INFINITY;
        if (Double.isNaN(annotation.min()) || Double.isNaN(annotation.max())) {
            throw new SchemaException("min and max must be numbers");
        }
        if ((min || max) && !isNumber()) {
            throw new SchemaException("min and max are for numbers, but this is " + kind());
        }
        if (annotation.min() > annotation.max()) {
            throw new SchemaException("min is greater than max");
        }
        if (min) {
            schema.put("minimum", exact(annotation.min()));
        }
        if (max) {
            schema.put("maximum", exact(annotation.max()));
        }
    }

    private void limitTexts() {
        int least = annotation.minLength();
        int most = annotation.maxLength();
        boolean limited = least != -1 || most != -1 || !annotation.pattern().isEmpty();
        if ((limited || !annotation.format().isEmpty()) && !"string".equals(schema.get("type"))) {
            throw new SchemaException(
                    "minLength, maxLength, pattern and format are for strings, but this is " + kind());
        }
        if (least < -1 || most < -1) {
            throw new SchemaException("minLength and maxLength must not be negative");
        }
        if (most >= 0 && least > most) {
            throw new SchemaException("minLength is greater than maxLength");
        }
        if (least >= 0) {
            schema.put("minLength", least);
        }
        if (most >= 0) {
            schema.put("maxLength", most);
        }
        if (!annotation.pattern().isEmpty()) {
            schema.put("pattern", new PatternCheck(annotation.pattern()).regex());
        }
        if (!annotation.format().isEmpty()) {
            limitFormat(annotation.format());
        }
    }

    private void limitFormat(String format) {
        Object derived = schema.put("format", format);
        if (derived != null && !derived.equals(format)) {
            throw new SchemaException("its type has the format " + derived + " already");
        }
        if (Formats.check(format) == null) {
            throw new SchemaException("there is no format '" + format + "'; known are " + Formats.names());
        }
    }

    private boolean isNumber() {
        return "integer".equals(schema.get("type")) || "number".equals(schema.get("type"));
    }

    private Object number(String text) {
        try {
            BigDecimal number = new BigDecimal(text.strip());
            if (JsonType.of(schema.get("type")).fits(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new SchemaException("the allowed value '" + text + "' is not a number");
        }
        throw new SchemaException("the allowed value '" + text + "' is not " + kind());
    }

    private String text(String text) {
        if (!"string".equals(schema.get("type"))) {
            throw new SchemaException("allowed is for strings and numbers, but this is " + kind());
        }
        if (schema.get("enum") instanceof List<?> constants && !constants.contains(text)) {
            throw new SchemaException("the allowed value '" + text + "' is none of " + constants);
        }
        return text;
    }

    private String kind() {
        Object type = schema.get("type");
        return type == null ? "of no one type" : JsonType.of(type).article();
    }

    /** A double that has no fraction is shown without one. */
    private static Number exact(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1L << 53 ? (Number) (long) value : (Number) value;
    }
}
