package dev.vagus.security;

import dev.vagus.module.ErrorCategory;
import java.util.Locale;

/** The rule by which an access is refused or a token is not accepted. */
public enum AccessRule {
    /** The module is none of {@code allowed.modules}. */
    MODULE(ErrorCategory.AUTHORIZATION),
    /** There is no token, and it takes one. */
    TOKEN_MISSING(ErrorCategory.AUTHENTICATION),
    /** It is no token: not three parts of canonical base64url, not JSON, or too long. */
    TOKEN_MALFORMED(ErrorCategory.AUTHENTICATION),
    /** The algorithm of its signature is not one of those that are accepted, or not that of the key. */
    TOKEN_ALGORITHM(ErrorCategory.AUTHENTICATION),
    /** No key of its issuer is known by its id, or that key is not for signatures. */
    TOKEN_KEY(ErrorCategory.AUTHENTICATION),
    /** The signature is not that of its issuer. */
    TOKEN_SIGNATURE(ErrorCategory.AUTHENTICATION),
    /** Its issuer is not known. */
    TOKEN_ISSUER(ErrorCategory.AUTHENTICATION),
    /** It is meant for somebody else. */
    TOKEN_AUDIENCE(ErrorCategory.AUTHENTICATION),
    /** A claim that it must have is missing or has no sense. */
    TOKEN_CLAIMS(ErrorCategory.AUTHENTICATION),
    /** Its time is over. */
    TOKEN_EXPIRED(ErrorCategory.AUTHENTICATION),
    /** Its time has not come. */
    TOKEN_NOT_YET_VALID(ErrorCategory.AUTHENTICATION),
    /** It was revoked, or what it came from was. */
    TOKEN_REVOKED(ErrorCategory.AUTHENTICATION),
    /** It is a refresh token where an access token is wanted, or the reverse. */
    TOKEN_KIND(ErrorCategory.AUTHENTICATION),
    /** It was issued to another module than the one that shows it. */
    TOKEN_MODULE(ErrorCategory.AUTHENTICATION),
    /** It was checked by a gate that is not there any more, or is not known to this one. */
    TOKEN_UNKNOWN(ErrorCategory.AUTHENTICATION),
    /** Too many tokens of this module were not accepted just before. */
    THROTTLED(ErrorCategory.BUSY),
    /** The token does not hold the scope. */
    TOKEN_SCOPE(ErrorCategory.AUTHORIZATION),
    /** No grant gives the scope to the module, which shows no token. */
    GRANT(ErrorCategory.AUTHORIZATION),
    /** The security manager of this Java does not permit it to the code that asks. */
    PERMISSION(ErrorCategory.AUTHORIZATION);

    private final ErrorCategory category;
    private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

    AccessRule(ErrorCategory category) {
        this.category = category;
    }

    /** The kind of failure of what the rule refuses. */
    public ErrorCategory category() {
        return category;
    }

    /** The rule as people read it: {@code token-expired}. */
    public String label() {
        return label;
    }
}
