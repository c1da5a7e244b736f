package dev.vagus.delivery.filter;

import java.util.List;

/**
 * A compiled filter. The syntax is that of OSGi filters (RFC 4515): {@code =}, {@code ~=} (equal without regard to case),
 * {@code >=}, {@code <=}, {@code =*} (present), {@code =a*b} (parts), {@code &}, {@code |}, {@code !}; a backslash takes
 * the next character as it is. An attribute that starts with {@code h.} is a header, every other one a dotted path into
 * the payload; a name that is not there is tried with the other case of its first letter. Values are compared by the kind
 * of what is found: as numbers, truth values, times, else as text, with regard to case. What is missing, or cannot be
 * converted, does not match. Of a list one matching element suffices.
 */
@FunctionalInterface
public interface Filter {
    /** Whether this matches. Never throws. */
    boolean matches(Subject subject);

    /**
     * Compiles a filter.
     *
     * @throws IllegalArgumentException saying at which position what is wrong
     */
    static Filter compile(String text) {
        return new FilterParser(text).parse();
    }

    /** Matches when all do. */
    static Filter all(List<Filter> parts) {
        return subject -> {
            for (Filter part : parts) {
                if (!part.matches(subject)) {
                    return false;
                }
            }
            return true;
        };
    }

    /** Matches when one does. */
    static Filter any(List<Filter> parts) {
        return subject -> {
            for (Filter part : parts) {
                if (part.matches(subject)) {
                    return true;
                }
            }
            return false;
        };
    }
}
