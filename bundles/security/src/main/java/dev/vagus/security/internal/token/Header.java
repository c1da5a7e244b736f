package dev.vagus.security.internal.token;

import com.nimbusds.jose.JWSAlgorithm;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The header of a token, as far as anything follows from it.
 *
 * @param type {@code typ}, in lower case and without {@code application/}; empty for none
 * @param keyId {@code kid}; null for none
 */
record Header(JWSAlgorithm algorithm, String type, @Nullable String keyId) {
    /** RFC 9068. */
    static final String ACCESS = "at+jwt";

    static final String REFRESH = "rt+jwt";
    static final String PLAIN = "jwt";

    private static final String APPLICATION = "application/";
    private static final int MAX_KEY_ID = 256;
    private static final int MAX_WORD = 64;

    /** All that may be there. All else is refused: {@code crit}, {@code b64}, {@code cty}, and keys and where to get them. */
    private static final Set<String> ACCEPTED = Set.of("alg", "typ", "kid", "x5t", "x5t#S256");

    /** The header; or why it is none that can be accepted. */
    static Object read(@Nullable Map<String, Object> json) {
        if (json == null) {
            return Rejections.MALFORMED;
        }
        if (!ACCEPTED.containsAll(json.keySet()) || !json.values().stream().allMatch(String.class::isInstance)) {
            return Rejections.HEADER;
        }
        String algorithm = (String) json.get("alg");
        String type = (String) json.getOrDefault("typ", "");
        String keyId = (String) json.get("kid");
        if (algorithm == null
                || algorithm.length() > MAX_WORD
                || type.length() > MAX_WORD
                || keyId != null && (keyId.isEmpty() || keyId.length() > MAX_KEY_ID)) {
            return Rejections.HEADER;
        }
        String lower = type.toLowerCase(Locale.ROOT);
        return new Header(
                // Only compared with what is accepted, letter by letter.
                new JWSAlgorithm(algorithm),
                lower.startsWith(APPLICATION) ? lower.substring(APPLICATION.length()) : lower,
                keyId);
    }
}
