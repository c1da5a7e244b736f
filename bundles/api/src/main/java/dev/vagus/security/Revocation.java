package dev.vagus.security;

/**
 * Which tokens are to be revoked: those issued until now.
 *
 * @param kind by what
 * @param value the id of a token, a user or a module; empty for all
 */
public record Revocation(Kind kind, String value) {
    /** By what tokens are chosen. */
    public enum Kind {
        /** One by its id, whoever issued it; with a refresh token goes all that came from the same request. */
        TOKEN,
        /** Those of a user. */
        USER,
        /** Those of a module. */
        MODULE,
        /** All. */
        ALL
    }

    /**
     * Checks it.
     *
     * @throws IllegalArgumentException when the value is missing, or there is one for all
     */
    public Revocation {
        if (kind != Kind.ALL && value.isBlank()) {
            throw new IllegalArgumentException(
                    "say which " + kind.name().toLowerCase(java.util.Locale.ROOT) + " is meant");
        }
        if (kind == Kind.ALL && !value.isEmpty()) {
            throw new IllegalArgumentException("all tokens are meant, so '" + value + "' says nothing");
        }
    }

    /** One token. */
    public static Revocation token(String id) {
        return new Revocation(Kind.TOKEN, id);
    }

    /** The tokens of a user. */
    public static Revocation user(String user) {
        return new Revocation(Kind.USER, user);
    }

    /** The tokens of a module. */
    public static Revocation module(String module) {
        return new Revocation(Kind.MODULE, module);
    }

    /** All tokens. */
    public static Revocation all() {
        return new Revocation(Kind.ALL, "");
    }
}
