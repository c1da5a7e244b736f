package dev.vagus.benchmarks.registry;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What tokens say that Nimbus has verified (signature, times, claims that must be there), kept by token, so that a call
 * costs a look into a map and one at the clock. A plain {@link ConcurrentHashMap} without bounds, since nothing that a user
 * might take instead is faster. Used by everybody who is compared.
 */
final class VerifiedTokens {
    private static final String SCOPES = "scopes";

    private final ECKey key;
    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    private final ConcurrentMap<String, Verified> known = new ConcurrentHashMap<>();
    private final AtomicInteger verifications = new AtomicInteger();

    /** What is kept of one. */
    record Verified(Set<String> scopes, long expiresAtMillis, long expiresAtNanos) {}

    VerifiedTokens() {
        try {
            key = new ECKeyGenerator(Curve.P_256).keyID("lab").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("no key can be made", e);
        }
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(
                JWSAlgorithm.ES256, new ImmutableJWKSet<>(new JWKSet(key.toPublicJWK()))));
        DefaultJWTClaimsVerifier<SecurityContext> claims =
                new DefaultJWTClaimsVerifier<>(null, Set.of("sub", "exp", SCOPES));
        claims.setMaxClockSkew(0);
        processor.setJWTClaimsSetVerifier(claims);
    }

    /** A signed token. */
    String issue(Duration lifetime, String... scopes) {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .subject("operator")
                .claim(SCOPES, List.of(scopes))
                .expirationTime(Date.from(Instant.now().plus(lifetime)))
                .build();
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(), claims);
        try {
            token.sign(new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("no token can be signed", e);
        }
        return token.serialize();
    }

    /** Whether this token is valid now and allows this. */
    boolean permit(String token, String scope) {
        Verified verified = known.get(token);
        if (verified == null) {
            verified = verify(token);
        }
        return verified.expiresAtMillis > System.currentTimeMillis() && verified.scopes.contains(scope);
    }

    /** The same for whoever has read the monotonic clock anyway. */
    boolean permit(String token, String scope, long nowNanos) {
        Verified verified = known.get(token);
        if (verified == null) {
            verified = verify(token);
        }
        return verified.expiresAtNanos - nowNanos > 0 && verified.scopes.contains(scope);
    }

    private Verified verify(String token) {
        verifications.incrementAndGet();
        try {
            JWTClaimsSet claims = processor.process(token, null);
            long expires = claims.getExpirationTime().getTime();
            long left = TimeUnit.MILLISECONDS.toNanos(expires - System.currentTimeMillis());
            Verified verified =
                    new Verified(Set.copyOf(claims.getStringListClaim(SCOPES)), expires, System.nanoTime() + left);
            known.put(token, verified);
            return verified;
        } catch (ParseException | BadJOSEException | JOSEException e) {
            return new Verified(Set.of(), 0, System.nanoTime());
        }
    }

    /** How many tokens were verified, and not found. */
    int verifications() {
        return verifications.get();
    }
}
