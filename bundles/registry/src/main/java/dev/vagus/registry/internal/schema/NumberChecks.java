package dev.vagus.registry.internal.schema;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** The keywords about numbers. "Not a number" is within no bounds. */
final class NumberChecks {
    /** What a comparison must give. */
    private enum Side {
        AT_LEAST("at least ", ", found less"),
        MORE("more than ", ", found less"),
        AT_MOST("at most ", ", found more"),
        LESS("less than ", ", found more");

        private final String before;
        private final String after;

        Side(String before, String after) {
            this.before = before;
            this.after = after;
        }

        boolean allows(int comparison) {
            return switch (this) {
                case AT_LEAST -> comparison >= 0;
                case MORE -> comparison > 0;
                case AT_MOST -> comparison <= 0;
                case LESS -> comparison < 0;
            };
        }
    }

    private NumberChecks() {}

    static Check minimum(Number least) {
        return bounded(least, Side.AT_LEAST);
    }

    static Check exclusiveMinimum(Number least) {
        return bounded(least, Side.MORE);
    }

    static Check maximum(Number most) {
        return bounded(most, Side.AT_MOST);
    }

    static Check exclusiveMaximum(Number most) {
        return bounded(most, Side.LESS);
    }

    private static Check bounded(Number number, Side side) {
        Bound bound = new Bound(number);
        return (value, report) -> !(value instanceof Number candidate)
                || (!isNaN(candidate) && side.allows(bound.compare(candidate)))
                || Violations.refuse(report, "expected " + side.before + bound + side.after);
    }

    private static boolean isNaN(Number number) {
        return (number instanceof Double || number instanceof Float) && Double.isNaN(number.doubleValue());
    }

    static Check multipleOf(Number divisor) {
        BigDecimal exact = Numbers.decimal(divisor);
        boolean whole = exact.stripTrailingZeros().scale() <= 0 && exact.compareTo(BigDecimal.valueOf(1L << 53)) < 0;
        long step = whole ? exact.longValue() : 0;
        return (value, report) -> !(value instanceof Number candidate)
                || isMultiple(candidate, exact, step)
                || Violations.refuse(report, "expected a multiple of " + exact.toPlainString());
    }

    private static boolean isMultiple(Number value, BigDecimal divisor, long step) {
        if (step != 0 && (Numbers.isLong(value) || Numbers.isSmallIntegral(value))) {
            return value.longValue() % step == 0;
        }
        return Numbers.isFinite(value) && isMultiple(Numbers.decimal(value), divisor);
    }

    /** By remainders of the digits alone, since a decimal such as 1E+999999999 cannot be written out. */
    private static boolean isMultiple(BigDecimal value, BigDecimal divisor) {
        BigInteger digits = value.unscaledValue();
        BigInteger step = divisor.unscaledValue();
        long zeros = (long) divisor.scale() - value.scale();
        if (zeros >= 0) {
            BigInteger power = BigInteger.TEN.modPow(BigInteger.valueOf(zeros), step);
            return digits.mod(step).multiply(power).mod(step).signum() == 0;
        }
        // A number of n bits has less than n trailing zeros.
        return digits.signum() == 0
                || (-zeros <= digits.bitLength()
                        && digits.mod(step.multiply(BigInteger.TEN.pow((int) -zeros)))
                                        .signum()
                                == 0);
    }

    /** Integers of so many bits and a sign, as {@code format} names them. */
    static Check bits(String what, int bits) {
        Bound least = new Bound(BigInteger.ONE.shiftLeft(bits).negate());
        Bound most = new Bound(BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE));
        return (value, report) -> isWithin(value, bits, least, most)
                || Violations.refuse(report, "expected " + what + ", found a number out of its range");
    }

    private static boolean isWithin(@Nullable Object value, int bits, Bound least, Bound most) {
        if (value instanceof Integer && bits >= 31) {
            return true;
        }
        return !(value instanceof Number number)
                || (!isNaN(number) && least.compare(number) >= 0 && most.compare(number) <= 0);
    }
}
