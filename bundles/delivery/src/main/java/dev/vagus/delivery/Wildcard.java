package dev.vagus.delivery;

import java.util.Arrays;

/**
 * A compiled pattern in which {@code *} stands for any run of characters, the empty one too; everything else stands for
 * itself. Matching never goes back: each piece between two stars is found at its first place after the one before.
 * In a {@linkplain #dotted dotted} one {@code *} stops at a dot and {@code **} does not; that one goes back to the last
 * star of each kind. Immutable.
 */
public final class Wildcard {
    /** The pattern that matches everything. */
    public static final Wildcard ANY = compile("*");

    private final String pattern;
    private final String prefix;
    private final String suffix;
    private final String[] middle;
    private final boolean literal;
    private final boolean dotted;

    private Wildcard(String pattern, boolean dotted) {
        this.dotted = dotted;
        this.pattern = pattern;
        int first = pattern.indexOf('*');
        int last = pattern.lastIndexOf('*');
        literal = first < 0;
        prefix = literal ? pattern : pattern.substring(0, first);
        suffix = literal ? "" : pattern.substring(last + 1);
        middle = first == last ? new String[0] : pieces(pattern.substring(first, last));
    }

    private static String[] pieces(String text) {
        return Arrays.stream(text.split("\\*"))
                .filter(piece -> !piece.isEmpty())
                .toArray(String[]::new);
    }

    /** The pattern compiled; any text is one. */
    public static Wildcard compile(String pattern) {
        return new Wildcard(pattern, false);
    }

    /** The pattern compiled for dotted names: {@code *} within a part, {@code **} over parts; {@code *} alone is all. */
    public static Wildcard dotted(String pattern) {
        return new Wildcard(pattern, pattern.indexOf('*') >= 0 && !pattern.equals("*"));
    }

    /** Whether the whole text matches. */
    public boolean matches(String text) {
        if (literal) {
            return text.equals(pattern);
        }
        if (dotted) {
            return matchesDotted(text);
        }
        int end = text.length() - suffix.length();
        if (end < prefix.length() || !text.startsWith(prefix) || !text.endsWith(suffix)) {
            return false;
        }
        int from = prefix.length();
        for (String piece : middle) {
            int at = text.indexOf(piece, from);
            if (at < 0 || at + piece.length() > end) {
                return false;
            }
            from = at + piece.length();
        }
        return true;
    }

    private boolean matchesDotted(String text) {
        int at = 0;
        int in = 0;
        int part = -1;
        int partAt = -1;
        int deep = -1;
        int deepAt = -1;
        while (at < text.length()) {
            if (pattern.startsWith("**", in)) {
                in += 2;
                deep = in;
                deepAt = at;
                part = -1;
            } else if (in < pattern.length() && pattern.charAt(in) == '*') {
                part = ++in;
                partAt = at;
            } else if (in < pattern.length() && pattern.charAt(in) == text.charAt(at)) {
                in++;
                at++;
            } else if (part >= 0 && text.charAt(partAt) != '.') {
                in = part;
                at = ++partAt;
            } else if (deep >= 0) {
                in = deep;
                at = ++deepAt;
                part = -1;
            } else {
                return false;
            }
        }
        return pattern.substring(in).chars().allMatch(each -> each == '*');
    }

    /** Whether it holds no {@code *}, so that only its own text matches. */
    public boolean isLiteral() {
        return literal;
    }

    /** The pattern as it was written. */
    @Override
    public String toString() {
        return pattern;
    }
}
