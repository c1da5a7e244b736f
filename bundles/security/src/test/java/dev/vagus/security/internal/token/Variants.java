package dev.vagus.security.internal.token;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Settings for one engine that differ in one thing each, and a token of another issuer that all of them accept. */
final class Variants {
    static final String GUEST = "https://id.example";

    private final JWK guest;
    private final Path jwks;
    private final Path otherKeys;
    private final TokenSettings base;

    Variants(Path folder) {
        try {
            guest = new RSAKeyGenerator(2048).keyID("guest").generate();
            jwks = folder.resolve("guest.jwks");
            Files.writeString(jwks, new JWKSet(guest).toPublicJWKSet().toString());
            otherKeys = folder.resolve("other.json");
            JWK other = new ECKeyGenerator(com.nimbusds.jose.jwk.Curve.P_256)
                    .keyID("other")
                    .generate();
            Files.writeString(otherKeys, new JWKSet(List.of(other)).toString(false));
            Files.setPosixFilePermissions(otherKeys, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (com.nimbusds.jose.JOSEException e) {
            throw new IllegalStateException(e);
        }
        base = TokenSettings.defaults(folder.resolve("data")).trusting(Map.of(GUEST, jwks));
    }

    /** The one under which tokens are issued. */
    TokenSettings base() {
        return base;
    }

    TokenSettings calledElsewise() {
        return with("elsewhere", base.audience(), base.skew());
    }

    TokenSettings meantForOthers() {
        return with(base.issuer(), "other", base.skew());
    }

    TokenSettings withoutSkew() {
        return with(base.issuer(), base.audience(), Duration.ZERO);
    }

    TokenSettings signingBySecrets() {
        return base.signing(JWSAlgorithm.HS256);
    }

    TokenSettings withoutCurves() {
        return signingBySecrets().accepting(Set.of("HS256", "RS256"));
    }

    TokenSettings withOtherKeys() {
        return base.withKeys(otherKeys.toString());
    }

    TokenSettings withoutGuest() {
        return base.trusting(Map.of());
    }

    private TokenSettings with(String issuer, String audience, Duration skew) {
        return new TokenSettings(
                issuer,
                audience,
                base.algorithm(),
                base.algorithms(),
                skew,
                base.accessLifetime(),
                base.refreshLifetime(),
                base.keys(),
                base.folder(),
                base.issuers());
    }

    /** A token of the other issuer, for both audiences. */
    String guestToken(FakeTime time) {
        return new Forge(guest, time)
                .claim("iss", GUEST)
                .claim("aud", List.of("vagus", "other"))
                .sign();
    }

    Path guestFile() {
        return jwks;
    }
}
