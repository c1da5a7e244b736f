package dev.vagus.spi;

import org.jspecify.annotations.Nullable;

/**
 * A W3C trace context, read: version, trace id, id of the span that work continues, flags; in lower-case hex digits, neither
 * id all zeros. Immutable.
 *
 * @param traceId 32 digits: what all the work of one trace has in common
 * @param spanId 16 digits: the piece of work that others continue
 * @param flags 2 digits; {@code 01} when it is recorded
 */
public record Traceparent(String traceId, String spanId, String flags) {
    /** How long the text of version 00 is. */
    private static final int LENGTH = 55;

    private static final int TRACE = 3;
    private static final int SPAN = 36;
    private static final int FLAGS = 53;

    /** Reads a text; null when it is none, or not valid. Later versions are read as far as version 00 goes. */
    public static @Nullable Traceparent parse(@Nullable String text) {
        return isValid(text) && text != null
                ? new Traceparent(
                        text.substring(TRACE, SPAN - 1), text.substring(SPAN, FLAGS - 1), text.substring(FLAGS, LENGTH))
                : null;
    }

    /** The text where it is valid; otherwise null, since an invalid one is not passed on. */
    public static @Nullable String validOrNull(@Nullable String text) {
        return isValid(text) ? text : null;
    }

    /** Whether the text is one that can be continued. */
    public static boolean isValid(@Nullable String text) {
        if (text == null || text.length() < LENGTH || !isOfKnownLength(text)) {
            return false;
        }
        return isHex(text, 0, 2)
                && !text.startsWith("ff")
                && text.charAt(2) == '-'
                && isId(text, TRACE, SPAN - 1)
                && text.charAt(SPAN - 1) == '-'
                && isId(text, SPAN, FLAGS - 1)
                && text.charAt(FLAGS - 1) == '-'
                && isHex(text, FLAGS, LENGTH);
    }

    /** Version 00 ends there; a later one may go on after another dash. */
    private static boolean isOfKnownLength(String text) {
        return text.length() == LENGTH || (!text.startsWith("00") && text.charAt(LENGTH) == '-');
    }

    private static boolean isId(String text, int from, int to) {
        boolean zeros = true;
        for (int i = from; i < to; i++) {
            zeros &= text.charAt(i) == '0';
        }
        return !zeros && isHex(text, from, to);
    }

    private static boolean isHex(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }

    /** As it is passed on, in version 00. */
    @Override
    public String toString() {
        return "00-" + traceId + '-' + spanId + '-' + flags;
    }
}
