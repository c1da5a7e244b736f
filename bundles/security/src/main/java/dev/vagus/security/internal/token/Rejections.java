package dev.vagus.security.internal.token;

import dev.vagus.security.AccessRule;
import java.time.Duration;

/** What is said of tokens that are not accepted: the rule, and a sentence that is the same for every token. */
final class Rejections {
    static final RejectedToken MALFORMED = of(
            AccessRule.TOKEN_MALFORMED,
            "it is no token: not three parts of canonical base64url that hold strict JSON, or longer than 8192 characters");
    static final RejectedToken HEADER =
            of(AccessRule.TOKEN_MALFORMED, "the header of the token has a member that is not accepted");
    static final RejectedToken ALGORITHM = of(
            AccessRule.TOKEN_ALGORITHM,
            "the algorithm of the token's signature is none of those accepted, or not that of the key");
    static final RejectedToken ISSUER = of(AccessRule.TOKEN_ISSUER, "the issuer of the token is not known");
    static final RejectedToken KEY = of(
            AccessRule.TOKEN_KEY,
            "the issuer of the token has no key for signatures by the id that the token names, or has it no more");
    static final RejectedToken SIGNATURE =
            of(AccessRule.TOKEN_SIGNATURE, "the signature of the token is not that of its issuer");
    static final RejectedToken AUDIENCE = of(AccessRule.TOKEN_AUDIENCE, "the token is meant for somebody else");
    static final RejectedToken CLAIMS =
            of(AccessRule.TOKEN_CLAIMS, "a claim that the token must have is missing or has no sense");
    static final RejectedToken TOO_LONG =
            of(AccessRule.TOKEN_CLAIMS, "the token would last longer than 366 days, which none may");
    static final RejectedToken EXPIRED = of(AccessRule.TOKEN_EXPIRED, "the token has expired");
    static final RejectedToken NOT_YET =
            of(AccessRule.TOKEN_NOT_YET_VALID, "the time of the token has not come; are the clocks apart?");
    static final RejectedToken REVOKED = of(AccessRule.TOKEN_REVOKED, "the token was revoked");
    static final RejectedToken USED = of(
            AccessRule.TOKEN_REVOKED,
            "the refresh token was used before, so all that came from it is revoked: somebody may have copied it");
    static final RejectedToken REFRESH =
            of(AccessRule.TOKEN_KIND, "it is no access token; a refresh token only gets the next one");
    static final RejectedToken ACCESS = of(AccessRule.TOKEN_KIND, "it is no refresh token");
    static final RejectedToken MODULE = of(AccessRule.TOKEN_MODULE, "the token was issued to another module");
    static final RejectedToken UNKNOWN =
            of(AccessRule.TOKEN_UNKNOWN, "the token was checked before security started anew; show it again");

    private Rejections() {}

    /** Whether no change of settings or keys can make the token good again. */
    static boolean isFinal(RejectedToken why) {
        return why == REVOKED || why == EXPIRED || why == UNKNOWN;
    }

    static RejectedToken throttled(Duration retryAfter) {
        return new RejectedToken(
                AccessRule.THROTTLED,
                "too many tokens of this module were not accepted, so unknown ones have to wait",
                retryAfter);
    }

    static RejectedToken full(Duration retryAfter) {
        return new RejectedToken(
                AccessRule.THROTTLED,
                "too many refresh tokens were used lately to remember one more; issue a new token instead",
                retryAfter);
    }

    private static RejectedToken of(AccessRule rule, String reason) {
        return new RejectedToken(rule, reason, null);
    }
}
