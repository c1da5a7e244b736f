package dev.vagus.security.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.interfaces.DecodedJWT;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import dev.vagus.security.IssuedToken;
import dev.vagus.security.TokenRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Another library, java-jwt, agrees with us about tokens, both ways. */
class InteropTest {
    private static Algorithm algorithm(JWK key, String name) throws JOSEException {
        return switch (name) {
            case "ES256" ->
                Algorithm.ECDSA256(key.toECKey().toECPublicKey(), key.toECKey().toECPrivateKey());
            case "RS256" ->
                Algorithm.RSA256(key.toRSAKey().toRSAPublicKey(), key.toRSAKey().toRSAPrivateKey());
            case "HS256" -> Algorithm.HMAC256(key.toOctetSequenceKey().toByteArray());
            case "HS384" -> Algorithm.HMAC384(key.toOctetSequenceKey().toByteArray());
            default -> Algorithm.HMAC512(key.toOctetSequenceKey().toByteArray());
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"ES256", "RS256", "HS256", "HS384", "HS512"})
    void readsWhatWeIssue(String name, @TempDir Path folder) throws JOSEException {
        FakeTime now = new FakeTime();
        now.jump(Duration.between(now.instant(), Instant.now()));
        try (Bench bench = new Bench(folder, Bench.signing(JWSAlgorithm.parse(name)), now)) {
            IssuedToken issued = bench.issue(
                    new TokenRequest("LabRunner", "ada", Set.of("api:b", "api:a"), Duration.ofMinutes(5), true));
            DecodedJWT token = JWT.require(algorithm(bench.key(), name))
                    .withIssuer("vagus")
                    .withAudience("vagus")
                    .withSubject("ada")
                    .withClaim("module", "LabRunner")
                    .withClaim("scope", "api:a api:b")
                    .withClaimPresence("seq")
                    .withClaimPresence("family")
                    .acceptLeeway(5)
                    .build()
                    .verify(issued.accessToken());

            assertThat(token.getType()).isEqualTo("at+jwt");
            assertThat(token.getKeyId()).isEqualTo(issued.info().keyId());
            assertThat(token.getId()).isEqualTo(issued.info().id());
            assertThat(token.getExpiresAtAsInstant()).isEqualTo(issued.info().expires());
            assertThat(token.getIssuedAtAsInstant()).isEqualTo(issued.info().issuedAt());
            assertThat(token.getNotBeforeAsInstant()).isEqualTo(issued.info().issuedAt());
            assertThat(JWT.decode(issued.refreshToken()).getType()).isEqualTo("rt+jwt");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ES256", "RS256", "HS256", "HS384", "HS512"})
    void makesWhatWeAccept(String name, @TempDir Path folder) throws JOSEException {
        try (Bench bench = new Bench(folder, Bench.signing(JWSAlgorithm.parse(name)))) {
            bench.token();
            JWK key = bench.key();
            String token = JWT.create()
                    .withHeader(Map.of("typ", "at+jwt"))
                    .withKeyId(key.getKeyID())
                    .withIssuer("vagus")
                    .withAudience("vagus", "others")
                    .withSubject("LabRunner")
                    .withClaim("module", "LabRunner")
                    .withClaim("scope", "api:a")
                    .withJWTId("theirs")
                    .withIssuedAt(bench.time.instant())
                    .withExpiresAt(bench.time.instant().plusSeconds(60))
                    .sign(algorithm(key, name));

            VerifiedToken accepted = bench.accepted(token);

            assertThat(accepted.info().module()).isEqualTo("LabRunner");
            assertThat(accepted.info().user()).isEmpty();
            assertThat(accepted.scopes().covers("api:a")).isTrue();
        }
    }
}
