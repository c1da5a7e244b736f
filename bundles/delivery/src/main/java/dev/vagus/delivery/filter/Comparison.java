package dev.vagus.delivery.filter;

import java.util.Collection;
import java.util.Map;
import java.util.function.Predicate;

/**
 * One attribute and what its value must be like.
 *
 * @param attribute what is looked at
 * @param test decides on one value, never null
 */
record Comparison(Attribute attribute, Predicate<Object> test) implements Filter {
    static Predicate<Object> present() {
        return value -> true;
    }

    static Predicate<Object> equal(String text) {
        Operand operand = new Operand(text);
        return scalar(value -> operand.compare(value) == 0);
    }

    static Predicate<Object> similar(String text) {
        Operand operand = new Operand(text);
        return scalar(value -> value.toString().equalsIgnoreCase(text) || operand.compare(value) == 0);
    }

    static Predicate<Object> atLeast(String text) {
        Operand operand = new Operand(text);
        return scalar(value -> operand.compare(value) >= 0);
    }

    static Predicate<Object> atMost(String text) {
        Operand operand = new Operand(text);
        return scalar(value -> {
            int order = operand.compare(value);
            return order <= 0 && order != Operand.INCOMPARABLE;
        });
    }

    static Predicate<Object> parts(Parts parts) {
        return scalar(value -> value instanceof String text && parts.matches(text));
    }

    private static Predicate<Object> scalar(Predicate<Object> test) {
        return value -> !(value instanceof Map) && test.test(value);
    }

    @Override
    public boolean matches(Subject subject) {
        Object value = attribute.of(subject);
        return value != null && holds(value);
    }

    private boolean holds(Object value) {
        if (!(value instanceof Collection<?> values)) {
            return test.test(value);
        }
        for (Object each : values) {
            if (each != null && test.test(each)) {
                return true;
            }
        }
        return false;
    }
}
