package dev.vagus.security.internal.key;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import dev.vagus.security.SecuritySnapshot;
import java.text.ParseException;
import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One of our keys.
 *
 * @param jwk the key, with when it was made ({@code iat}) and until when what it signed may be valid ({@code exp})
 * @param retired since when nothing new is made with it; null while it is in use
 */
record OwnKey(JWK jwk, @Nullable Instant retired) {
    /** In use before retired, then the newest first. */
    static final Comparator<OwnKey> NEWEST = Comparator.comparing((OwnKey key) -> key.retired != null)
            .thenComparing(
                    key -> key.jwk.getIssueTime() == null ? new Date(0) : key.jwk.getIssueTime(),
                    Comparator.reverseOrder());

    String id() {
        return jwk.getKeyID();
    }

    boolean isForEncryption() {
        return KeyUse.ENCRYPTION.equals(jwk.getKeyUse());
    }

    /** Whether nothing that it signed can be valid any more. */
    boolean isOver(Instant now) {
        return jwk.getExpirationTime() != null
                && now.isAfter(jwk.getExpirationTime().toInstant());
    }

    /** The same key, out of use. Without an end where what it made stays readable. */
    OwnKey retire(Instant now, @Nullable Instant until) {
        if (retired != null) {
            return this;
        }
        if (until == null) {
            return new OwnKey(jwk, now);
        }
        Map<String, Object> json = jwk.toJSONObject();
        json.put("exp", until.getEpochSecond() + 1);
        try {
            return new OwnKey(JWK.parse(json), now);
        } catch (ParseException e) {
            throw new KeyException("the key " + id() + " cannot be retired", null);
        }
    }

    SecuritySnapshot.Key shown() {
        return new SecuritySnapshot.Key(
                id(),
                isForEncryption() ? "enc" : "sig",
                algorithm(),
                jwk.getIssueTime() == null ? null : jwk.getIssueTime().toInstant(),
                retired);
    }

    private String algorithm() {
        var signs = KeyRules.checks(jwk);
        if (signs != null) {
            return signs.getName();
        }
        return jwk.getAlgorithm() == null ? "" : jwk.getAlgorithm().getName();
    }

    /** Its id. */
    @Override
    public String toString() {
        return "key " + id();
    }
}
