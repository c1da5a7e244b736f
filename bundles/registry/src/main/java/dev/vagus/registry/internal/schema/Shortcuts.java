package dev.vagus.registry.internal.schema;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Goes in front of the checks of the commonest schemas, strings and numbers within limits: one comparison or two say of
 * nearly every value that fits that it does. Whatever is left goes the whole way, so that a shortcut never decides
 * against a value.
 */
final class Shortcuts {
    private static final Set<String> TEXT = Set.of("type", "minLength", "maxLength");
    private static final Set<String> NUMBER =
            Set.of("type", "format", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum");
    private static final Map<String, Integer> BITS = Map.of("int8", 7, "int16", 15, "int32", 31, "int64", 63);
    private static final BigDecimal LEAST = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

    private Shortcuts() {}

    /** The check with a shortcut in front of it, if there is one for such a schema. */
    static Check before(Check whole, Map<String, Object> keywords) {
        Object type = keywords.get("type");
        if ("string".equals(type) && isOnly(keywords, TEXT)) {
            return new TextShortcut(
                    keywords.get("minLength") instanceof Number least ? least.intValue() : 0,
                    keywords.get("maxLength") instanceof Number most ? most.intValue() : Integer.MAX_VALUE,
                    whole);
        }
        boolean integer = "integer".equals(type);
        if ((!integer && !"number".equals(type)) || !isOnly(keywords, NUMBER)) {
            return whole;
        }
        Object format = keywords.get("format");
        Integer bits = format == null ? Integer.valueOf(63) : BITS.get(String.valueOf(format));
        return bits == null ? whole : number(keywords, bits, !integer && format == null, whole);
    }

    private static boolean isOnly(Map<String, Object> keywords, Set<String> known) {
        for (String keyword : keywords.keySet()) {
            if (!known.contains(keyword) && !Keywords.NOTES.contains(keyword)) {
                return false;
            }
        }
        return true;
    }

    private static Check number(Map<String, Object> keywords, int bits, boolean fractions, Check whole) {
        BigDecimal least = LEAST;
        BigDecimal most = MOST;
        if (keywords.get("minimum") instanceof Number bound) {
            least = least.max(Numbers.decimal(bound).setScale(0, RoundingMode.CEILING));
        }
        if (keywords.get("exclusiveMinimum") instanceof Number bound) {
            least = least.max(
                    Numbers.decimal(bound).setScale(0, RoundingMode.FLOOR).add(BigDecimal.ONE));
        }
        if (keywords.get("maximum") instanceof Number bound) {
            most = most.min(Numbers.decimal(bound).setScale(0, RoundingMode.FLOOR));
        }
        if (keywords.get("exclusiveMaximum") instanceof Number bound) {
            most = most.min(
                    Numbers.decimal(bound).setScale(0, RoundingMode.CEILING).subtract(BigDecimal.ONE));
        }
        if (least.compareTo(most) > 0) {
            return whole;
        }
        long limit = bits == 63 ? Long.MAX_VALUE : (1L << bits) - 1;
        return new NumberShortcut(
                Math.max(least.longValue(), -limit - 1), Math.min(most.longValue(), limit), fractions, whole);
    }

    private record TextShortcut(int least, int most, Check whole) implements Check {
        @Override
        public boolean test(@Nullable Object value, @Nullable Violations report) {
            if (value instanceof String text) {
                int length = text.length();
                // A character may take two places.
                if (length <= most && (length + 1) / 2 >= least) {
                    return true;
                }
            }
            return whole.test(value, report);
        }
    }

    private record NumberShortcut(long least, long most, boolean fractions, Check whole) implements Check {
        @Override
        public boolean test(@Nullable Object value, @Nullable Violations report) {
            if (value instanceof Integer || value instanceof Long) {
                long number = ((Number) value).longValue();
                if (number >= least && number <= most) {
                    return true;
                }
            } else if (fractions && value instanceof Double number && number > least && number < most) {
                // The bounds are whole numbers inside of the real ones, and rounding keeps order.
                return true;
            }
            return whole.test(value, report);
        }
    }
}
