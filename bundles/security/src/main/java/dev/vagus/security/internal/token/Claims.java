package dev.vagus.security.internal.token;

import dev.vagus.security.internal.ledger.Issue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a token claims, with the right types. Times are milliseconds since 1970.
 *
 * @param issuedAt null when it does not say so
 * @param sequence its place among those issued here; 0 for one of another issuer
 * @param family what a refresh token and all that came from it have in common; empty for none
 * @param generation how many refresh tokens of the family came before
 * @param lifetime how long access tokens of the family last, in seconds; 0 when it does not say so
 */
record Claims(
        String issuer,
        String subject,
        String id,
        String module,
        Set<String> scopes,
        List<String> audience,
        long expires,
        long notBefore,
        @Nullable Long issuedAt,
        long sequence,
        String family,
        long generation,
        long lifetime) {
    static final String MODULE = "module";
    static final String SCOPE = "scope";
    static final String SEQUENCE = "seq";
    static final String FAMILY = "family";
    static final String GENERATION = "generation";
    static final String LIFETIME = "lifetime";

    private static final int MAX_TEXT = 256;
    private static final int MAX_STARS = 8;
    private static final long MAX_SECONDS = 100_000_000_000L;

    /** The issuer that an unchecked payload names; null when it names none. */
    static @Nullable String issuer(Map<String, Object> json) {
        return json.get("iss") instanceof String issuer ? issuer : null;
    }

    /** The claims; null when one has no sense. */
    static @Nullable Claims read(Map<String, Object> json) {
        try {
            String module = text(json, MODULE);
            String subject = text(json, "sub");
            List<String> audience = audience(json.get("aud"));
            if (subject.isEmpty() && module.isEmpty() || !json.containsKey("exp")) {
                return null;
            }
            return new Claims(
                    text(json, "iss"),
                    subject.isEmpty() ? module : subject,
                    text(json, "jti"),
                    module,
                    scopes(json),
                    audience,
                    millis(json.get("exp")),
                    json.containsKey("nbf") ? millis(json.get("nbf")) : Long.MIN_VALUE,
                    json.containsKey("iat") ? (Long) millis(json.get("iat")) : null,
                    number(json, SEQUENCE),
                    text(json, FAMILY),
                    number(json, GENERATION),
                    number(json, LIFETIME));
        } catch (Senseless e) {
            return null;
        }
    }

    /** By what a revocation knows it. */
    Issue issue(boolean own) {
        return new Issue(id, own ? family : "", user(), module, own ? sequence : 0, issuedAt);
    }

    /** For whom it speaks; empty when that is the module. */
    String user() {
        return subject.equals(module) ? "" : subject;
    }

    /** A name that is shown to people: nothing invisible in it. */
    static boolean isName(String text) {
        return text.length() <= MAX_TEXT
                && text.codePoints().noneMatch(each -> switch (Character.getType(each)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR,
                            Character.SURROGATE,
                            Character.UNASSIGNED -> true;
                    default -> false;
                });
    }

    /** A scope as RFC 6749 has it, with few stars. */
    static boolean isScope(String scope) {
        return !scope.isEmpty()
                && scope.length() <= MAX_TEXT
                && scope.chars().allMatch(each -> each > ' ' && each < 0x7f && each != '"' && each != '\\')
                && scope.chars().filter(each -> each == '*').count() <= MAX_STARS;
    }

    private static String text(Map<String, Object> json, String name) throws Senseless {
        if (!json.containsKey(name)) {
            return "";
        }
        if (json.get(name) instanceof String text && !text.isBlank() && isName(text)) {
            return text;
        }
        throw new Senseless();
    }

    private static List<String> audience(@Nullable Object claim) throws Senseless {
        List<String> all = new ArrayList<>();
        List<?> given = claim == null ? List.of() : claim instanceof List<?> list ? list : List.of(claim);
        for (Object each : given) {
            if (!(each instanceof String text) || !isName(text)) {
                throw new Senseless();
            }
            all.add(text);
        }
        return all;
    }

    private static Set<String> scopes(Map<String, Object> json) throws Senseless {
        Object claim = json.getOrDefault(SCOPE, "");
        if (!(claim instanceof String text)) {
            throw new Senseless();
        }
        Set<String> scopes = new LinkedHashSet<>();
        if (!text.isEmpty()) {
            for (String each : text.split(" ", -1)) {
                if (!isScope(each)) {
                    throw new Senseless();
                }
                scopes.add(each);
            }
        }
        return scopes;
    }

    private static long millis(@Nullable Object claim) throws Senseless {
        if (claim instanceof Long seconds && seconds >= 0 && seconds <= MAX_SECONDS) {
            return seconds * 1000;
        }
        if (claim instanceof Double seconds && seconds >= 0 && seconds <= MAX_SECONDS) {
            return (long) (seconds * 1000);
        }
        throw new Senseless();
    }

    private static long number(Map<String, Object> json, String name) throws Senseless {
        Object claim = json.getOrDefault(name, 0L);
        if (claim instanceof Long number && number >= 0) {
            return number;
        }
        throw new Senseless();
    }

    /** A claim has no sense. */
    private static final class Senseless extends Exception {
        private static final long serialVersionUID = 1L;

        Senseless() {
            super(null, null, false, false);
        }
    }
}
