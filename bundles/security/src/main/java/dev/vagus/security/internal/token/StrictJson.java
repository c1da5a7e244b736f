package dev.vagus.security.internal.token;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON object to the letter of RFC 8259, from foreign bytes: UTF-8 only, no name twice at any depth, nothing after
 * the object, and bounds on depth, on how many values there are and on the length of numbers. Values are String, Long, Double,
 * Boolean, List, Map, and {@link #NULL}. Not thread-safe; one for each text.
 */
final class StrictJson {
    /** JSON's null. */
    static final Object NULL = new Object();

    private static final int MAX_DEPTH = 8;
    private static final int MAX_VALUES = 512;
    private static final int MAX_NUMBER = 24;
    private static final int MAX_LONG_DIGITS = 18;

    private final String text;
    private int at;
    private int values;

    private StrictJson(String text) {
        this.text = text;
    }

    /** The object; null when it is none or beyond the bounds. */
    static @Nullable Map<String, Object> object(byte[] utf8) {
        try {
            StrictJson json = new StrictJson(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString());
            json.space();
            Map<String, Object> object = json.object(1);
            json.space();
            return json.at == json.text.length() ? object : null;
        } catch (CharacterCodingException | Malformed e) {
            return null;
        }
    }

    private Map<String, Object> object(int depth) throws Malformed {
        expect('{');
        Map<String, Object> members = new LinkedHashMap<>();
        space();
        if (take('}')) {
            return members;
        }
        do {
            space();
            String name = string();
            space();
            expect(':');
            if (members.put(name, value(depth)) != null) {
                throw new Malformed();
            }
        } while (take(','));
        expect('}');
        return members;
    }

    private List<Object> array(int depth) throws Malformed {
        expect('[');
        List<Object> elements = new ArrayList<>();
        space();
        if (take(']')) {
            return elements;
        }
        do {
            elements.add(value(depth));
        } while (take(','));
        expect(']');
        return elements;
    }

    private Object value(int depth) throws Malformed {
        space();
        if (depth > MAX_DEPTH || ++values > MAX_VALUES) {
            throw new Malformed();
        }
        Object value =
                switch (peek()) {
                    case '{' -> object(depth + 1);
                    case '[' -> array(depth + 1);
                    case '"' -> string();
                    case 't' -> word("true", true);
                    case 'f' -> word("false", false);
                    case 'n' -> word("null", NULL);
                    default -> number();
                };
        space();
        return value;
    }

    private Object word(String word, Object value) throws Malformed {
        if (!text.startsWith(word, at)) {
            throw new Malformed();
        }
        at += word.length();
        return value;
    }

    private String string() throws Malformed {
        expect('"');
        StringBuilder chars = new StringBuilder();
        for (char each = next(); each != '"'; each = next()) {
            if (each < ' ') {
                throw new Malformed();
            }
            chars.append(each == '\\' ? escaped() : each);
        }
        for (int i = 0; i < chars.length(); i++) {
            char each = chars.charAt(i);
            boolean pair = Character.isHighSurrogate(each)
                    && i + 1 < chars.length()
                    && Character.isLowSurrogate(chars.charAt(i + 1));
            if (pair) {
                i++;
            } else if (Character.isSurrogate(each)) {
                throw new Malformed();
            }
        }
        return chars.toString();
    }

    private char escaped() throws Malformed {
        char each = next();
        return switch (each) {
            case '"', '\\', '/' -> each;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw new Malformed();
        };
    }

    private char unicode() throws Malformed {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            char each = next();
            int digit = each < 0x80 ? Character.digit(each, 16) : -1;
            if (digit < 0) {
                throw new Malformed();
            }
            code = code << 4 | digit;
        }
        return (char) code;
    }

    private Object number() throws Malformed {
        int start = at;
        take('-');
        int digits = at;
        digits();
        if (text.charAt(digits) == '0' && at > digits + 1) {
            throw new Malformed();
        }
        boolean whole = true;
        if (take('.')) {
            whole = false;
            digits();
        }
        if (at < text.length() && (peek() == 'e' || peek() == 'E')) {
            whole = false;
            at++;
            if (!take('+')) {
                take('-');
            }
            digits();
        }
        String number = text.substring(start, at);
        if (number.length() > MAX_NUMBER) {
            throw new Malformed();
        }
        if (whole && number.length() <= MAX_LONG_DIGITS) {
            return Long.parseLong(number);
        }
        double value = Double.parseDouble(number);
        if (Double.isInfinite(value)) {
            throw new Malformed();
        }
        return value;
    }

    private void digits() throws Malformed {
        int start = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        if (at == start) {
            throw new Malformed();
        }
    }

    private void space() {
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private boolean take(char wanted) {
        if (at < text.length() && text.charAt(at) == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(char wanted) throws Malformed {
        if (!take(wanted)) {
            throw new Malformed();
        }
    }

    private char peek() throws Malformed {
        if (at >= text.length()) {
            throw new Malformed();
        }
        return text.charAt(at);
    }

    private char next() throws Malformed {
        char each = peek();
        at++;
        return each;
    }

    /** It is not JSON. Says nothing, so that nothing of the text gets out; has no stack, so that it is cheap. */
    private static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed() {
            super(null, null, false, false);
        }
    }
}
