package dev.vagus.registry.internal.schema;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The keywords about strings and numbers. */
final class ScalarChecks {
    private ScalarChecks() {}

    static Check oneOf(List<?> allowed) {
        Set<?> values = Set.copyOf(allowed);
        String what = allowed.stream().map(String::valueOf).collect(Collectors.joining(", "));
        return (value, report) -> (value != null && values.contains(value))
                || fail(report, "expected one of " + what + ", found another value");
    }

    static Check minLength(int least) {
        return (value, report) -> !(value instanceof String text)
                || text.codePointCount(0, text.length()) >= least
                || fail(report, "expected at least " + least + " characters, found " + text.length());
    }

    static Check maxLength(int most) {
        return (value, report) -> !(value instanceof String text)
                || text.codePointCount(0, text.length()) <= most
                || fail(report, "expected at most " + most + " characters, found " + text.length());
    }

    static Check pattern(String regex) {
        Pattern pattern;
        try {
            pattern = Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("the pattern '" + regex + "' is not valid: " + e.getDescription(), e);
        }
        return (value, report) -> !(value instanceof String text)
                || pattern.matcher(text).find()
                || fail(report, "expected a string that matches " + regex);
    }

    static Check minimum(Number least) {
        BigDecimal bound = new BigDecimal(least.toString());
        return (value, report) -> !(value instanceof Number number)
                || compares(number, bound) >= 0
                || fail(report, "expected at least " + least + ", found less");
    }

    static Check maximum(Number most) {
        BigDecimal bound = new BigDecimal(most.toString());
        return (value, report) -> !(value instanceof Number number)
                || compares(number, bound) <= 0
                || fail(report, "expected at most " + most + ", found more");
    }

    private static int compares(Number number, BigDecimal bound) {
        double value = number.doubleValue();
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return value > 0 ? 1 : -1;
        }
        return new BigDecimal(number.toString()).compareTo(bound);
    }

    private static boolean fail(@Nullable Violations report, String reason) {
        if (report != null) {
            report.add(reason);
        }
        return false;
    }
}
