package dev.vagus.registry.internal.engine;

/** A pattern of names, in which {@code *} stands for any run of characters. Matching takes no memory. */
public final class NamePattern {
    private final String pattern;

    /** Refuses an empty pattern, which would match nothing. */
    public NamePattern(String pattern) {
        if (pattern.isBlank()) {
            throw new IllegalArgumentException("a pattern of operation names must not be empty; use * for all");
        }
        this.pattern = pattern;
    }

    /** Whether the whole name matches. */
    public boolean matches(String name) {
        int p = 0;
        int n = 0;
        int star = -1;
        int resume = 0;
        while (n < name.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = n;
            } else if (p < pattern.length() && pattern.charAt(p) == name.charAt(n)) {
                p++;
                n++;
            } else if (star >= 0) {
                p = star + 1;
                n = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    @Override
    public String toString() {
        return pattern;
    }
}
