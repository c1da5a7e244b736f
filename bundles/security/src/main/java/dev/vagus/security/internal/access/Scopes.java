package dev.vagus.security.internal.access;

import java.util.Collection;

/**
 * What a scope may be made of: the characters of a scope-token of RFC 6749, which are the visible ones of ASCII but for
 * {@code "} and {@code \}; so long that every name of a module fits, and with so few stars that matching costs little.
 */
public final class Scopes {
    /** What a role begins with where scopes and roles are listed together. */
    public static final String ROLE = "role:";

    /** The longest scope, in characters. */
    public static final int MAX_LENGTH = 256;

    /** The most stars in one scope. */
    public static final int MAX_STARS = 8;

    private Scopes() {}

    /**
     * The scope, if it is one.
     *
     * @throws IllegalArgumentException when it is none, naming it and what is wrong
     */
    public static String check(String scope) {
        if (scope.isEmpty()) {
            throw new IllegalArgumentException("a scope must not be empty");
        }
        if (scope.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("the scope '" + Plain.text(scope) + "' has " + scope.length()
                    + " characters, but may have " + MAX_LENGTH);
        }
        int stars = 0;
        for (int i = 0; i < scope.length(); i++) {
            char each = scope.charAt(i);
            if (each <= ' ' || each >= 0x7f || each == '"' || each == '\\') {
                throw new IllegalArgumentException(String.format(
                        "the scope '%s' has the character U+%04X at %d, which scopes cannot have (RFC 6749): write * for it",
                        Plain.text(scope), (int) each, i + 1));
            }
            if (each == '*' && ++stars > MAX_STARS) {
                throw new IllegalArgumentException("the scope '" + scope + "' has more than " + MAX_STARS + " stars");
            }
        }
        if (scope.startsWith(":") || scope.endsWith(":") || scope.contains("::")) {
            throw new IllegalArgumentException(
                    "the scope '" + scope + "' has nothing before, after or between colons: write * for everything");
        }
        return scope;
    }

    /**
     * Checks that all of them are scopes and none is a role.
     *
     * @throws IllegalArgumentException when one is not
     */
    public static void checkAll(Collection<String> scopes) {
        for (String each : scopes) {
            if (check(each).startsWith(ROLE)) {
                throw new IllegalArgumentException("'" + each + "' is a role, where only scopes can be");
            }
        }
    }
}
