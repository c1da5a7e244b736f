package dev.vagus.registry.internal.schema;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * A number that others are compared to, exactly. Longs and doubles, which most values are, are compared without making a
 * decimal of them: rounding keeps order, so a double that is less than the double nearest to the bound is less than the
 * bound, and for the nearest one itself the answer is known beforehand.
 */
final class Bound {
    private static final BigInteger LONG_MIN = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger LONG_MAX = BigInteger.valueOf(Long.MAX_VALUE);

    private final BigDecimal exact;
    private final long floor;
    private final int beyondLongs;
    private final boolean integral;
    private final double nearest;
    private final int nearestComparedToExact;

    Bound(Number bound) {
        exact = Numbers.decimal(bound);
        BigInteger whole = exact.setScale(0, RoundingMode.FLOOR).toBigInteger();
        beyondLongs = whole.compareTo(LONG_MAX) > 0 ? 1 : whole.compareTo(LONG_MIN) < 0 ? -1 : 0;
        floor = whole.longValue();
        integral = new BigDecimal(whole).compareTo(exact) == 0;
        nearest = exact.doubleValue();
        nearestComparedToExact = Double.isInfinite(nearest)
                ? (nearest > 0 ? 1 : -1)
                : new BigDecimal(Double.toString(nearest)).compareTo(exact);
    }

    /** Negative, zero or positive as the number is less than, equal to or greater than the bound. Not for NaN. */
    int compare(Number number) {
        if (Numbers.isLong(number)) {
            return compare(number.longValue());
        }
        if (number instanceof Double) {
            double value = number.doubleValue();
            return value < nearest ? -1 : value > nearest ? 1 : nearestComparedToExact;
        }
        return Numbers.isFinite(number)
                ? Numbers.decimal(number).compareTo(exact)
                : Double.compare(number.doubleValue(), 0);
    }

    private int compare(long value) {
        if (beyondLongs != 0) {
            return -beyondLongs;
        }
        return integral ? Long.compare(value, floor) : value <= floor ? -1 : 1;
    }

    @Override
    public String toString() {
        return exact.stripTrailingZeros().toPlainString();
    }
}
