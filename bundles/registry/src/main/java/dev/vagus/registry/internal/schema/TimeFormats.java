package dev.vagus.registry.internal.schema;

/**
 * Dates, times and durations as RFC 3339 writes them. Two things differ, since values are to become Java's: a leap second
 * is not taken, and a duration may have a sign and a fraction of seconds, as {@code Duration} writes them.
 */
final class TimeFormats {
    private static final int DATE_LENGTH = 10;
    private static final int TIME_LENGTH = 8;
    private static final int MAX_FRACTION = 9;
    private static final int[] DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private TimeFormats() {}

    static boolean isDateTime(String text) {
        return text.length() > DATE_LENGTH
                && isDate(text, DATE_LENGTH)
                && Character.toUpperCase(text.charAt(DATE_LENGTH)) == 'T'
                && isTime(text, DATE_LENGTH + 1);
    }

    static boolean isDate(String text) {
        return isDate(text, text.length());
    }

    private static boolean isDate(String text, int length) {
        if (length != DATE_LENGTH || text.charAt(4) != '-' || text.charAt(7) != '-') {
            return false;
        }
        int year = number(text, 0, 4);
        int month = number(text, 5, 7);
        int day = number(text, 8, 10);
        return year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= daysOf(year, month);
    }

    private static int daysOf(int year, int month) {
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        return month == 2 && leap ? 29 : DAYS[month - 1];
    }

    static boolean isTime(String text) {
        return isTime(text, 0);
    }

    private static boolean isTime(String text, int from) {
        int at = from + TIME_LENGTH;
        if (text.length() <= at
                || text.charAt(from + 2) != ':'
                || text.charAt(from + 5) != ':'
                || !isBelow(number(text, from, from + 2), 24)
                || !isBelow(number(text, from + 3, from + 5), 60)
                || !isBelow(number(text, from + 6, from + 8), 60)) {
            return false;
        }
        if (text.charAt(at) == '.') {
            int digits = digits(text, at + 1);
            if (digits == 0 || digits > MAX_FRACTION) {
                return false;
            }
            at += digits + 1;
        }
        return isOffset(text, at);
    }

    private static boolean isOffset(String text, int at) {
        int left = text.length() - at;
        if (left == 1) {
            return Character.toUpperCase(text.charAt(at)) == 'Z';
        }
        return left == 6
                && (text.charAt(at) == '+' || text.charAt(at) == '-')
                && text.charAt(at + 3) == ':'
                && isBelow(number(text, at + 1, at + 3), 24)
                && isBelow(number(text, at + 4, at + 6), 60);
    }

    private static boolean isBelow(int number, int limit) {
        return number >= 0 && number < limit;
    }

    static boolean isDuration(String text) {
        int at = text.startsWith("-") ? 1 : 0;
        if (text.length() < at + 3 || text.charAt(at) != 'P') {
            return false;
        }
        at++;
        if (isParts(text, at, text.length(), "W")) {
            return true;
        }
        int time = text.indexOf('T', at);
        if (time < 0) {
            return isParts(text, at, text.length(), "YMD");
        }
        return (time == at || isParts(text, at, time, "YMD")) && isParts(text, time + 1, text.length(), "HMS");
    }

    /** Whether there are numbers with some of these units, in their order, and nothing else. */
    private static boolean isParts(String text, int from, int to, String units) {
        int at = from;
        int unit = 0;
        while (at < to) {
            int start = text.charAt(at) == '-' ? at + 1 : at;
            int digits = digits(text, start);
            int fraction = 0;
            int end = start + digits;
            if (end < to && text.charAt(end) == '.') {
                fraction = digits(text, end + 1);
                end += fraction + 1;
            }
            unit = end < to ? units.indexOf(text.charAt(end), unit) + 1 : 0;
            if (digits == 0
                    || unit == 0
                    || fraction > MAX_FRACTION
                    || (end > start + digits && (fraction == 0 || text.charAt(end) != 'S'))) {
                return false;
            }
            at = end + 1;
        }
        return at > from;
    }

    private static int digits(String text, int from) {
        int at = from;
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
        return at - from;
    }

    /** The number that these digits are; -1 when they are none. */
    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            if (!isDigit(text.charAt(i))) {
                return -1;
            }
            number = number * 10 + text.charAt(i) - '0';
        }
        return number;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
