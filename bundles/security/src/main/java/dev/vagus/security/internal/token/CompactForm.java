package dev.vagus.security.internal.token;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A token taken apart: three parts of base64url in the one way in which these bytes can be written. Nothing in it has been
 * checked.
 */
final class CompactForm {
    /** The longest token, in characters. */
    static final int MAX_LENGTH = 8 * 1024;

    private static final byte[] VALUES = values();

    private final byte[] text;
    private final int firstDot;
    private final int lastDot;

    private CompactForm(byte[] text, int firstDot, int lastDot) {
        this.text = text;
        this.firstDot = firstDot;
        this.lastDot = lastDot;
    }

    private static byte[] values() {
        byte[] values = new byte[128];
        Arrays.fill(values, (byte) -1);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        for (int i = 0; i < alphabet.length(); i++) {
            values[alphabet.charAt(i)] = (byte) i;
        }
        return values;
    }

    /** Takes a token apart; null when it is none. The last part, the signature, may be empty. */
    static @Nullable CompactForm of(String token) {
        if (token.length() > MAX_LENGTH) {
            return null;
        }
        int first = token.indexOf('.');
        int last = token.lastIndexOf('.');
        if (first <= 0 || last <= first + 1 || token.indexOf('.', first + 1) != last) {
            return null;
        }
        boolean canonical = canonical(token, 0, first)
                && canonical(token, first + 1, last)
                && canonical(token, last + 1, token.length());
        return canonical ? new CompactForm(token.getBytes(StandardCharsets.US_ASCII), first, last) : null;
    }

    /** Whether it is base64url without padding, and without bits in its last character that stand for nothing. */
    private static boolean canonical(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char each = text.charAt(i);
            if (each >= VALUES.length || VALUES[each] < 0) {
                return false;
            }
        }
        int rest = (to - from) % 4;
        if (rest == 0) {
            return true;
        }
        int unused = rest == 2 ? 0b1111 : 0b11;
        return rest != 1 && (VALUES[text.charAt(to - 1)] & unused) == 0;
    }

    /** The whole token. */
    byte[] text() {
        return text;
    }

    byte[] header() {
        return decode(0, firstDot);
    }

    byte[] payload() {
        return decode(firstDot + 1, lastDot);
    }

    byte[] signature() {
        return decode(lastDot + 1, text.length);
    }

    /** What is signed. */
    byte[] signed() {
        return Arrays.copyOf(text, lastDot);
    }

    private byte[] decode(int from, int to) {
        return Base64.getUrlDecoder().decode(Arrays.copyOfRange(text, from, to));
    }
}
