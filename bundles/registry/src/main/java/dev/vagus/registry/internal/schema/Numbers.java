package dev.vagus.registry.internal.schema;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Numbers as JSON sees them: by their decimal value, whatever class they have. */
final class Numbers {
    /** About 1,200 decimal digits; what is longer would make a call expensive to check and to convert. */
    private static final int MAX_BITS = 4_096;

    private static final int MAX_SCALE = 10_000;
    private static final double EXACT_DOUBLES = 1L << 53;

    private Numbers() {}

    /** Whether it is of a class whose value is a {@code long}. */
    static boolean isLong(Number number) {
        return number instanceof Integer || number instanceof Long || number instanceof Short || number instanceof Byte;
    }

    /** Whether it is a double that is a {@code long} without any doubt. */
    static boolean isSmallIntegral(Number number) {
        if (!(number instanceof Double)) {
            return false;
        }
        double value = number.doubleValue();
        return value == Math.rint(value) && Math.abs(value) < EXACT_DOUBLES;
    }

    /** Whether it is short enough to be worked with. */
    static boolean isBounded(Number number) {
        if (number instanceof BigInteger integer) {
            return integer.bitLength() <= MAX_BITS;
        }
        return !(number instanceof BigDecimal decimal)
                || (Math.abs((long) decimal.scale()) <= MAX_SCALE
                        && decimal.unscaledValue().bitLength() <= MAX_BITS);
    }

    /** Whether it has no fraction: 1.0 has none. */
    static boolean isIntegral(Number number) {
        if (number instanceof Double || number instanceof Float) {
            double value = number.doubleValue();
            return !Double.isInfinite(value) && value == Math.rint(value);
        }
        return !(number instanceof BigDecimal decimal)
                || decimal.signum() == 0
                || decimal.scale() <= 0
                || decimal.stripTrailingZeros().scale() <= 0;
    }

    /** Whether it is neither infinite nor "not a number". */
    static boolean isFinite(Number number) {
        return !(number instanceof Double || number instanceof Float) || Double.isFinite(number.doubleValue());
    }

    /** Its decimal value, as it would be written. Only for finite ones. */
    static BigDecimal decimal(Number number) {
        if (number instanceof BigDecimal decimal) {
            return decimal;
        }
        if (number instanceof BigInteger integer) {
            return new BigDecimal(integer);
        }
        return isLong(number) ? BigDecimal.valueOf(number.longValue()) : new BigDecimal(number.toString());
    }
}
