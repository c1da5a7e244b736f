package dev.vagus.security.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.vagus.security.AccessRule;
import dev.vagus.security.Revocation;
import dev.vagus.security.TokenRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every reason for which a token is not accepted, each with its rule. */
class RejectionTest {
    private Bench bench;

    @BeforeEach
    void open(@TempDir Path folder) {
        bench = new Bench(folder);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private Forge forge() {
        return bench.forge();
    }

    @Test
    void acceptsWhatTheOthersBeginWith() {
        VerifiedToken token = bench.accepted(forge().sign());

        assertThat(token.subject()).isEqualTo("ada");
        assertThat(token.info().id()).isEqualTo("made-by-hand");
        assertThat(token.scopes().covers("api:LabRunner.ExecuteStep")).isTrue();
        assertThat(token.scopes().covers("api:Other.Do")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "...",
                "a.b",
                "Bearer",
                "Bearer ",
                "Basic a.b.c",
                "a.b.c.d.e",
                "é.é.é",
                "a a.b.c",
                "a\n.b.c"
            })
    void rejectsWhatIsNoToken(String given) {
        assertThat(bench.rule(given)).isEqualTo(AccessRule.TOKEN_MALFORMED);
    }

    @Test
    void rejectsAnAlgorithmThatIsNotAccepted(@TempDir Path other) {
        assertThat(bench.rule(forge().header("alg", "PS256").sign())).isEqualTo(AccessRule.TOKEN_ALGORITHM);
        try (Bench strict = new Bench(other, all -> all.accepting(Set.of("ES256", "RS256")))) {
            assertThat(strict.rule(strict.forge().header("alg", "HS256").sign()))
                    .isEqualTo(AccessRule.TOKEN_ALGORITHM);
        }
    }

    @Test
    void rejectsAnAcceptedAlgorithmThatIsNotThatOfTheKey() {
        assertThat(bench.rule(forge().header("alg", "RS256").sign())).isEqualTo(AccessRule.TOKEN_ALGORITHM);
    }

    @Test
    void rejectsUnknownIssuers() {
        assertThat(bench.rule(forge().claim("iss", "somebody").sign())).isEqualTo(AccessRule.TOKEN_ISSUER);
        assertThat(bench.rule(forge().without("iss").sign())).isEqualTo(AccessRule.TOKEN_ISSUER);
        assertThat(bench.rule(forge().claim("iss", List.of("vagus")).sign())).isEqualTo(AccessRule.TOKEN_ISSUER);
    }

    @Test
    void rejectsUnknownKeys() {
        assertThat(bench.rule(forge().header("kid", "other").sign())).isEqualTo(AccessRule.TOKEN_KEY);
        assertThat(bench.rule(forge().without("kid").sign())).isEqualTo(AccessRule.TOKEN_KEY);
    }

    @Test
    void rejectsTheSignatureOfAnotherKey() throws JOSEException {
        JWK other = new ECKeyGenerator(Curve.P_256)
                .keyUse(KeyUse.SIGNATURE)
                .keyID("other")
                .generate();

        assertThat(bench.rule(forge().signBy(other))).isEqualTo(AccessRule.TOKEN_SIGNATURE);
    }

    @Test
    void rejectsOtherAudiences() {
        assertThat(bench.rule(forge().claim("aud", "payroll").sign())).isEqualTo(AccessRule.TOKEN_AUDIENCE);
        assertThat(bench.rule(forge().without("aud").sign())).isEqualTo(AccessRule.TOKEN_AUDIENCE);
        assertThat(bench.rule(forge().claim("aud", List.of()).sign())).isEqualTo(AccessRule.TOKEN_AUDIENCE);
        assertThat(bench.show(forge().claim("aud", List.of("payroll", "vagus")).sign()))
                .isInstanceOf(VerifiedToken.class);
    }

    @Test
    void rejectsClaimsWithoutSense() {
        for (Map.Entry<String, Object> each : List.<Map.Entry<String, Object>>of(
                Map.entry("exp", "soon"),
                Map.entry("exp", -1),
                Map.entry("exp", true),
                Map.entry("exp", 1e17),
                Map.entry("nbf", "now"),
                Map.entry("iat", List.of(1)),
                Map.entry("sub", 7),
                Map.entry("sub", "ada\nroot"),
                Map.entry("sub", "ada\u202e"),
                Map.entry("sub", "a".repeat(257)),
                Map.entry("jti", Map.of()),
                Map.entry("aud", List.of(1)),
                Map.entry("aud", 5),
                Map.entry("scope", List.of("api:*")),
                Map.entry("scope", "a  b"),
                Map.entry("scope", " a"),
                Map.entry("scope", "a\tb"),
                Map.entry("scope", "a\"b"),
                Map.entry("scope", "*********"),
                Map.entry("module", 1),
                Map.entry("module", ""),
                Map.entry("seq", "1"),
                Map.entry("seq", -1),
                Map.entry("family", 1))) {
            assertThat(bench.rule(forge().claim(each.getKey(), each.getValue()).sign()))
                    .describedAs("%s", each)
                    .isEqualTo(AccessRule.TOKEN_CLAIMS);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"exp", "sub", "jti", "iat"})
    void rejectsOurOwnWithoutAClaimThatTheyHave(String claim) {
        assertThat(bench.rule(forge().without(claim).sign())).isEqualTo(AccessRule.TOKEN_CLAIMS);
    }

    @Test
    void rejectsOneThatWouldOutliveItsRevocation() {
        long exp = bench.time.instant().plus(Duration.ofDays(367)).getEpochSecond();

        assertThat(bench.rule(forge().claim("exp", exp).sign())).isEqualTo(AccessRule.TOKEN_CLAIMS);
    }

    @Test
    void rejectsWhatHasExpiredToTheMillisecond() {
        String token = bench.token();
        bench.time.pass(Duration.ofMinutes(120).plusMillis(749));
        assertThat(bench.show(token)).isInstanceOf(VerifiedToken.class);

        bench.time.pass(Duration.ofMillis(1));

        assertThat(bench.rule(token)).isEqualTo(AccessRule.TOKEN_EXPIRED);
        assertThat(bench.rule(new String(token))).isEqualTo(AccessRule.TOKEN_EXPIRED);
    }

    @Test
    void rejectsWhatIsNotYetValidBeyondTheSkew() {
        long now = bench.time.instant().getEpochSecond();

        assertThat(bench.show(forge().claim("nbf", now + 30).sign())).isInstanceOf(VerifiedToken.class);
        assertThat(bench.show(forge().claim("iat", now + 30).claim("jti", "2").sign()))
                .isInstanceOf(VerifiedToken.class);
        String early = forge().claim("nbf", now + 31).sign();
        assertThat(bench.rule(early)).isEqualTo(AccessRule.TOKEN_NOT_YET_VALID);
        assertThat(bench.rule(forge().claim("iat", now + 31).sign())).isEqualTo(AccessRule.TOKEN_NOT_YET_VALID);
        bench.time.pass(Duration.ofSeconds(1));
        assertThat(bench.show(early)).isInstanceOf(VerifiedToken.class);
    }

    @Test
    void rejectsWhatWasRevoked() {
        String token = bench.token();
        bench.engine.revoke(Revocation.user("ada"));

        assertThat(bench.rule(token)).isEqualTo(AccessRule.TOKEN_REVOKED);
    }

    @Test
    void rejectsRefreshTokensAndTheLike() {
        var issued = bench.issue(TokenRequest.user("ada").withRefreshToken());

        assertThat(bench.rule(issued.refreshToken())).isEqualTo(AccessRule.TOKEN_KIND);
        assertThat(bench.rule(forge().header("typ", "JWT").sign())).isEqualTo(AccessRule.TOKEN_KIND);
        assertThat(bench.rule(forge().without("typ").sign())).isEqualTo(AccessRule.TOKEN_KIND);
        assertThat(bench.rule(forge().header("typ", "logout+jwt").sign())).isEqualTo(AccessRule.TOKEN_KIND);
        assertThat(bench.show(forge().header("typ", "application/AT+JWT").sign()))
                .isInstanceOf(VerifiedToken.class);
    }

    @Test
    void rejectsThoseOfAnotherModule() {
        String token = bench.issue(TokenRequest.user("ada").onlyBy("Other")).accessToken();

        assertThat(bench.rule(token)).isEqualTo(AccessRule.TOKEN_MODULE);
        assertThat(bench.engine.authenticate(token, "Other", bench.time.nanos()))
                .isInstanceOf(VerifiedToken.class);
        assertThat(bench.rule(token)).isEqualTo(AccessRule.TOKEN_MODULE);
    }

    @Test
    void rejectsThoseThatAnotherEngineChecked(@TempDir Path other) {
        VerifiedToken token = bench.accepted(bench.token());
        try (Bench second = new Bench(other)) {
            assertThat(second.engine.standing(token, second.time.nanos()).rule())
                    .isEqualTo(AccessRule.TOKEN_UNKNOWN);
        }
        bench.engine.close();
        assertThat(bench.engine.standing(token, bench.time.nanos()).rule()).isEqualTo(AccessRule.TOKEN_UNKNOWN);
    }

    @Test
    void takesTheSchemeInAnyCaseAndOnce() {
        String token = bench.token();

        assertThat(bench.show("Bearer " + token)).isInstanceOf(VerifiedToken.class);
        assertThat(bench.show("bEARER " + token)).isSameAs(bench.show(token));
        assertThat(bench.rule("Bearer  " + token)).isEqualTo(AccessRule.TOKEN_MALFORMED);
        assertThat(bench.rule("Bearer Bearer " + token)).isEqualTo(AccessRule.TOKEN_MALFORMED);
        assertThat(bench.rule(" " + token)).isEqualTo(AccessRule.TOKEN_MALFORMED);
        assertThat(bench.rule(token + " ")).isEqualTo(AccessRule.TOKEN_MALFORMED);
    }
}
