package dev.vagus.security.internal.token;

import dev.vagus.security.internal.key.ForeignIssuers;
import dev.vagus.security.internal.key.KeyRing;
import dev.vagus.security.internal.key.TrustedKey;
import dev.vagus.security.internal.ledger.Ledger;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The check of a token that is not known: first its shape, then who signed it, and only then what it says. So whoever has no
 * key learns nothing of what would be accepted. Never throws for anything in a token. Thread-safe.
 */
final class TokenCheck {
    private final TokenSettings settings;
    private final KeyRing keys;
    private final ForeignIssuers foreign;

    TokenCheck(TokenSettings settings, KeyRing keys, ForeignIssuers foreign) {
        this.settings = settings;
        this.keys = keys;
        this.foreign = foreign;
    }

    /**
     * What came of it.
     *
     * @param accepted null when it was not
     * @param rejected why not, where it was not
     * @param proven whether the signature was that of a known issuer, whatever else is wrong
     */
    record Result(@Nullable Accepted accepted, RejectedToken rejected, boolean proven) {
        /** Whether time alone may change it. */
        boolean isPassing() {
            return accepted == null
                    && (rejected == Rejections.NOT_YET
                            || rejected == Rejections.EXPIRED
                            || rejected == Rejections.TOO_LONG);
        }
    }

    /**
     * A token whose signature and claims are right.
     *
     * @param own whether it was issued by us
     * @param end until when it is accepted, in milliseconds since 1970
     */
    record Accepted(Header header, Claims claims, TrustedKey key, boolean own, long end) {}

    Result check(CompactForm token, boolean refresh, long nowMillis) {
        Object read = Header.read(StrictJson.object(token.header()));
        if (!(read instanceof Header header)) {
            return unproven((RejectedToken) read);
        }
        Map<String, Object> payload = StrictJson.object(token.payload());
        if (payload == null) {
            return unproven(Rejections.MALFORMED);
        }
        String issuer = Claims.issuer(payload);
        Object found = key(header, issuer);
        if (!(found instanceof TrustedKey key)) {
            return unproven((RejectedToken) found);
        }
        if (!key.signed(token.signed(), token.signature())) {
            return unproven(Rejections.SIGNATURE);
        }
        Claims claims = Claims.read(payload);
        return claims == null ? proven(Rejections.CLAIMS) : signed(header, claims, key, refresh, nowMillis);
    }

    /**
     * What would come of an access token that was accepted, perhaps by other settings, if it were checked now. Its signature
     * was right by the key that it was checked with; it is still, if that is the key which is found now.
     */
    Result again(VerifiedToken token, long nowMillis) {
        Object found = key(token.header, token.claims.issuer());
        if (!(found instanceof TrustedKey key)) {
            return unproven((RejectedToken) found);
        }
        return key.isSameAs(token.key)
                ? signed(token.header, token.claims, key, false, nowMillis)
                : unproven(Rejections.SIGNATURE);
    }

    /** The key which is to have signed it; or why there is none. */
    private Object key(Header header, @Nullable String issuer) {
        if (!settings.algorithms().contains(header.algorithm())) {
            return Rejections.ALGORITHM;
        }
        boolean own = settings.issuer().equals(issuer);
        if (issuer == null || !own && !foreign.knows(issuer)) {
            return Rejections.ISSUER;
        }
        TrustedKey key = own ? own(header) : foreign.find(issuer, header.keyId(), header.algorithm());
        if (key == null) {
            return Rejections.KEY;
        }
        return key.algorithm().equals(header.algorithm()) ? key : Rejections.ALGORITHM;
    }

    private Result signed(Header header, Claims claims, TrustedKey key, boolean refresh, long nowMillis) {
        boolean own = settings.issuer().equals(claims.issuer());
        if (own && (claims.id().isEmpty() || claims.issuedAt() == null)) {
            return proven(Rejections.CLAIMS);
        }
        long end = own ? claims.expires() : claims.expires() + settings.skew().toMillis();
        RejectedToken wrong = wrong(header, claims, own, refresh, end, nowMillis);
        return wrong != null
                ? proven(wrong)
                : new Result(new Accepted(header, claims, key, own, end), Rejections.UNKNOWN, true);
    }

    private @Nullable TrustedKey own(Header header) {
        return header.keyId() == null ? null : keys.find(header.keyId());
    }

    private @Nullable RejectedToken wrong(
            Header header, Claims claims, boolean own, boolean refresh, long end, long nowMillis) {
        if (refresh) {
            if (!own || !header.type().equals(Header.REFRESH)) {
                return Rejections.ACCESS;
            }
            if (claims.family().isEmpty() || claims.sequence() == 0) {
                return Rejections.CLAIMS;
            }
        } else if (!header.type().equals(Header.ACCESS)
                && (own || !header.type().isEmpty() && !header.type().equals(Header.PLAIN))) {
            return Rejections.REFRESH;
        }
        if (!claims.audience().contains(settings.audience())) {
            return Rejections.AUDIENCE;
        }
        return untimely(claims, end, nowMillis);
    }

    private @Nullable RejectedToken untimely(Claims claims, long end, long nowMillis) {
        if (nowMillis >= end) {
            return Rejections.EXPIRED;
        }
        long early = nowMillis + settings.skew().toMillis();
        if (claims.notBefore() > early || claims.issuedAt() != null && claims.issuedAt() > early) {
            return Rejections.NOT_YET;
        }
        // One that lasts longer would outlive its revocation.
        return claims.expires() > early + Ledger.LONGEST.toMillis() ? Rejections.TOO_LONG : null;
    }

    private static Result proven(RejectedToken why) {
        return new Result(null, why, true);
    }

    private static Result unproven(RejectedToken why) {
        return new Result(null, why, false);
    }
}
