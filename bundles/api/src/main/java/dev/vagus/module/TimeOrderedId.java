package dev.vagus.module;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * An id that is unique within a framework, cheap, and sorts by time of creation. 64 bits: 44 of milliseconds since 1970,
 * 20 of a sequence. Ids of one process are strictly increasing even when the wall clock is set back; more than 2<sup>20
 * </sup> ids in a millisecond borrow from the next. Its text is 13 characters of Crockford's base 32 (0-9, A-Z without
 * I, L, O, U), which sorts as the ids do.
 *
 * @param value the bits; not negative
 */
public record TimeOrderedId(long value) implements Comparable<TimeOrderedId> {
    private static final int SEQUENCE_BITS = 20;
    private static final char[] DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();
    private static final int TEXT_LENGTH = 13;

    /** The last id, in the middle of an array, so that it shares its cache line with nothing. Every sender writes it. */
    private static final AtomicLongArray LAST = new AtomicLongArray(33);

    private static final int MIDDLE = 16;

    /** Refuses a negative value. */
    public TimeOrderedId {
        if (value < 0) {
            throw new IllegalArgumentException("an id must not be negative, but is " + value);
        }
    }

    /** A new id, greater than all that this method returned before. Lock-free. */
    public static TimeOrderedId next() {
        return new TimeOrderedId(nextValue(System.currentTimeMillis()));
    }

    /**
     * The bits of a new id, for those who keep the bare {@code long}.
     *
     * @param currentTimeMillis the wall clock's reading, which the caller usually has
     */
    public static long nextValue(long currentTimeMillis) {
        long floor = currentTimeMillis << SEQUENCE_BITS;
        while (true) {
            long last = LAST.get(MIDDLE);
            if (last >= floor) {
                return LAST.incrementAndGet(MIDDLE);
            }
            if (LAST.compareAndSet(MIDDLE, last, floor)) {
                return floor;
            }
        }
    }

    /**
     * The id that this text shows; lower case is accepted.
     *
     * @throws IllegalArgumentException when the text is not one of an id
     */
    public static TimeOrderedId parse(String text) {
        if (text.length() != TEXT_LENGTH) {
            throw new IllegalArgumentException("an id has " + TEXT_LENGTH + " characters, but this is '" + text + "'");
        }
        long value = 0;
        for (int i = 0; i < TEXT_LENGTH; i++) {
            int digit = digit(text.charAt(i));
            if (digit < 0 || (i == 0 && digit > 7)) {
                throw new IllegalArgumentException("'" + text + "' is not an id: wrong character at " + (i + 1));
            }
            value = (value << 5) | digit;
        }
        return new TimeOrderedId(value);
    }

    private static int digit(char c) {
        char upper = c >= 'a' && c <= 'z' ? (char) (c - 32) : c;
        for (int i = 0; i < DIGITS.length; i++) {
            if (DIGITS[i] == upper) {
                return i;
            }
        }
        return -1;
    }

    /** When it was made, to the millisecond, by the wall clock of that moment. */
    public Instant time() {
        return Instant.ofEpochMilli(value >>> SEQUENCE_BITS);
    }

    @Override
    public int compareTo(TimeOrderedId other) {
        return Long.compare(value, other.value);
    }

    /** The text form, which {@link #parse} reads. */
    @Override
    public String toString() {
        char[] text = new char[TEXT_LENGTH];
        long rest = value;
        for (int i = TEXT_LENGTH - 1; i >= 0; i--) {
            text[i] = DIGITS[(int) (rest & 31)];
            rest >>>= 5;
        }
        return new String(text);
    }
}
