package dev.vagus.metrics.internal.trace;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Payloads as text, without secrets and cut to a length. What a secret is shows by the name of its entry; a text that looks
 * like a token is hidden wherever it is. Rather one too many is hidden than one too few.
 */
final class Masking {
    /** How long the text of a payload is at most, in characters. */
    static final int LONGEST = 2_000;

    /** How long a note or an error is at most. */
    static final int LONGEST_TEXT = 500;

    private static final String MASK = "***";
    private static final String CUT = "...";
    private static final int DEEPEST = 20;
    private static final List<String> TELLING = List.of(
            "password",
            "passwd",
            "passphrase",
            "secret",
            "token",
            "credential",
            "apikey",
            "privatekey",
            "authorization");

    /** A JSON Web Token, or whatever follows the word Bearer. */
    private static final Pattern TOKEN =
            Pattern.compile("(?:\\beyJ[A-Za-z0-9_-]{4,}\\.[A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]*)*)|(?i:(?<=bearer )\\S+)");

    /** An entry of a text that is named like a secret. */
    private static final Pattern ENTRY = Pattern.compile("(?i)([\\w.-]*(?:passw(?:or)?d|passphrase|secret|token|"
            + "credential|api[-_.]?key|private[-_.]?key|authorization)[\\w.-]*[\"']?\\s*[=:]\\s*)"
            + "(?:\"[^\"]*\"|'[^']*'|(?:bearer |basic )?[^\\s,;)}\\]]+)");

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Masking() {}

    /** The text of plain structure; empty for nothing. */
    static String payload(@Nullable Object structure) {
        if (structure == null) {
            return "";
        }
        String json = MAPPER.writeValueAsString(new Copy().of(structure, 0));
        return json.length() <= LONGEST ? json : json.substring(0, LONGEST) + CUT;
    }

    /** A text for people without secrets. */
    static String text(String text) {
        String bounded = text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + CUT;
        String clean = bounded.indexOf('=') < 0 && bounded.indexOf(':') < 0
                ? bounded
                : ENTRY.matcher(bounded).replaceAll("$1" + MASK);
        return TOKEN.matcher(clean).replaceAll(MASK);
    }

    private static boolean isSecret(String name) {
        StringBuilder plain = new StringBuilder(name.length());
        name.toLowerCase(Locale.ROOT).chars().filter(Character::isLetterOrDigit).forEach(c -> plain.append((char) c));
        return TELLING.stream().anyMatch(telling -> plain.indexOf(telling) >= 0);
    }

    /** Copies as much of a structure as may be shown. */
    private static final class Copy {
        private int left = LONGEST;

        @Nullable
        Object of(@Nullable Object value, int depth) {
            if (value instanceof Map<?, ?> map) {
                return depth >= DEEPEST ? CUT : map(map, depth);
            }
            if (value instanceof Collection<?> items) {
                return depth >= DEEPEST ? CUT : list(items, depth);
            }
            if (value instanceof byte[] bytes) {
                left -= 2;
                return bytes.length + " bytes";
            }
            if (value == null || value instanceof Number || value instanceof Boolean) {
                left -= 4;
                return value;
            }
            String text = TOKEN.matcher(cut(value.toString())).replaceAll(MASK);
            left -= text.length() + 2;
            return text;
        }

        private String cut(String text) {
            int room = Math.max(0, left);
            return text.length() <= room ? text : text.substring(0, room) + CUT;
        }

        private Map<String, @Nullable Object> map(Map<?, ?> map, int depth) {
            Map<String, @Nullable Object> shown = new LinkedHashMap<>();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                if (left <= 0) {
                    shown.put(CUT, map.size() - shown.size());
                    break;
                }
                String name = cut(String.valueOf(entry.getKey()));
                left -= name.length() + 4;
                Object value = entry.getValue();
                shown.put(name, value != null && isSecret(name) ? MASK : of(value, depth + 1));
            }
            return shown;
        }

        private List<@Nullable Object> list(Collection<?> items, int depth) {
            List<@Nullable Object> shown = new ArrayList<>();
            for (Object item : items) {
                if (left <= 0) {
                    shown.add(CUT);
                    break;
                }
                shown.add(of(item, depth + 1));
            }
            return shown;
        }
    }
}
