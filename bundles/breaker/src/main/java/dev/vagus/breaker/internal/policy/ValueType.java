package dev.vagus.breaker.internal.policy;

import dev.vagus.module.ErrorCategory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The values that a key may have, and how they are read: configurations hold them as what they are or as text.
 *
 * @param allowed what is allowed, for people
 * @param reader the value, or null when it is not one
 */
record ValueType(String allowed, Function<Object, @Nullable Object> reader) {
    static final long DAY = 86_400_000;
    private static final Pattern OPERATION = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*(\\.[A-Za-z][A-Za-z0-9_-]*)+");

    @Nullable
    Object read(Object given) {
        return reader.apply(given);
    }

    static ValueType number(long least, long most) {
        return new ValueType("a whole number from " + least + " to " + most, given -> {
            Double value = toDouble(given);
            return value == null || value != Math.rint(value) || value < least || value > most
                    ? null
                    : (Object) value.longValue();
        });
    }

    static ValueType decimal(double least, double most) {
        return new ValueType("a number from " + plain(least) + " to " + plain(most), given -> {
            Double value = toDouble(given);
            return value == null || value.isNaN() || value < least || value > most ? null : value;
        });
    }

    static ValueType truth() {
        return new ValueType("true or false", given -> switch (text(given).toLowerCase(Locale.ROOT)) {
            case "true" -> Boolean.TRUE;
            case "false" -> Boolean.FALSE;
            default -> null;
        });
    }

    static ValueType word(String... words) {
        List<String> all = List.of(words);
        return new ValueType("one of " + String.join(", ", all), given -> {
            String word = text(given).toLowerCase(Locale.ROOT);
            return all.contains(word) ? word : null;
        });
    }

    static ValueType operation() {
        return new ValueType("the name of an operation, such as LabRunner.CachedStep, or empty", given -> {
            String name = text(given);
            return name.isEmpty() || OPERATION.matcher(name).matches() ? name : null;
        });
    }

    /** One or more error categories, by their labels. */
    static ValueType categories() {
        List<String> all =
                Arrays.stream(ErrorCategory.values()).map(ErrorCategory::label).toList();
        return new ValueType("one or more of " + String.join(", ", all), given -> {
            List<String> labels = new ArrayList<>();
            for (String text : texts(given)) {
                String label = text.toLowerCase(Locale.ROOT).replace('_', '-');
                if (!all.contains(label)) {
                    return null;
                }
                labels.add(label);
            }
            return labels.isEmpty() ? null : List.copyOf(labels);
        });
    }

    private static @Nullable Double toDouble(Object given) {
        if (given instanceof Number number) {
            return number.doubleValue();
        }
        try {
            return Double.valueOf(text(given));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    /** The texts of an array, a collection, or one text with commas. */
    static List<String> texts(Object given) {
        Collection<?> all = given instanceof Object[] array
                ? Arrays.asList(array)
                : given instanceof Collection<?> collection
                        ? collection
                        : List.of(String.valueOf(given).split(","));
        return all.stream()
                .map(each -> String.valueOf(each).strip())
                .filter(each -> !each.isEmpty())
                .toList();
    }

    /** What was given, as one text. */
    static String text(Object given) {
        return given instanceof Object[] || given instanceof Collection<?>
                ? texts(given).stream().collect(Collectors.joining(","))
                : String.valueOf(given).strip();
    }
}
