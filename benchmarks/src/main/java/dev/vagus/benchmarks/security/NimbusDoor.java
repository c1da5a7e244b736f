package dev.vagus.benchmarks.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.util.Set;

/** The library's own processor with its own checks, behind a bounded cache as its documentation and many projects have it. */
final class NimbusDoor implements TokenDoor {
    private static final int MAX = 10_000;

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    private final Cache<String, Known> cache =
            Caffeine.newBuilder().maximumSize(MAX).build();
    private final boolean ends;

    NimbusDoor(JWKSet keys, boolean ends) {
        this.ends = ends;
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType("at+jwt")));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.ES256, new ImmutableJWKSet<>(keys)));
        processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(
                "vagus", new JWTClaimsSet.Builder().issuer("vagus").build(), Set.of("sub", "exp", "jti")));
    }

    private record Known(String subject, long end) {}

    @Override
    public String subject(String token, long nanos) {
        Known known = cache.get(token, this::process);
        if (ends && System.currentTimeMillis() >= known.end) {
            throw new IllegalStateException("expired");
        }
        return known.subject;
    }

    private Known process(String token) {
        try {
            JWTClaimsSet claims = processor.process(token, null);
            return new Known(claims.getSubject(), claims.getExpirationTime().getTime());
        } catch (ParseException | BadJOSEException | JOSEException e) {
            throw new IllegalStateException("refused", e);
        }
    }
}
