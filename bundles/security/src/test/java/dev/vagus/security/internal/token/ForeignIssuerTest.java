package dev.vagus.security.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.vagus.security.AccessRule;
import dev.vagus.security.Revocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForeignIssuerTest {
    private static final String ISSUER = "https://id.example";

    private Path file;
    private JWK first;
    private JWK second;
    private Bench bench;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        file = folder.resolve("jwks.json");
        first = new ECKeyGenerator(Curve.P_256)
                .keyUse(KeyUse.SIGNATURE)
                .keyID("first")
                .generate();
        second = new RSAKeyGenerator(2048).keyID("second").generate();
        write(first, second);
        bench = new Bench(folder.resolve("data"), Bench.trusting(ISSUER, file));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private void write(JWK... keys) throws IOException {
        Files.writeString(file, new JWKSet(List.of(keys)).toString(true));
    }

    private Forge forge(JWK key) {
        return new Forge(key, bench.time).claim("iss", ISSUER);
    }

    @Test
    void isTrustedWithTheAlgorithmsOfItsKeys() {
        assertThat(bench.accepted(forge(first).sign()).info().issuer()).isEqualTo(ISSUER);
        assertThat(bench.show(forge(second).sign())).isInstanceOf(VerifiedToken.class);
        assertThat(bench.rule(forge(second).header("kid", "first").sign())).isEqualTo(AccessRule.TOKEN_ALGORITHM);
        assertThat(bench.rule(forge(first).header("kid", "third").sign())).isEqualTo(AccessRule.TOKEN_KEY);
        assertThat(bench.engine.issuers()).containsExactly("vagus", ISSUER);
    }

    @Test
    void doesNotSpeakForOthers() {
        Forge ours = bench.forge();
        assertThat(bench.rule(forge(first).claim("iss", "vagus").sign())).isEqualTo(AccessRule.TOKEN_KEY);
        assertThat(bench.rule(ours.claim("iss", ISSUER).sign())).isEqualTo(AccessRule.TOKEN_KEY);
    }

    @Test
    void needsNoIdOfAKeyWhereThereIsOneForTheAlgorithm() throws Exception {
        assertThat(bench.show(forge(first).without("kid").sign())).isInstanceOf(VerifiedToken.class);
        JWK third = new ECKeyGenerator(Curve.P_256).keyID("third").generate();
        write(first, second, third);
        bench.time.pass(Duration.ofSeconds(2));
        assertThat(bench.rule(forge(first).without("kid").claim("jti", "2").sign()))
                .isEqualTo(AccessRule.TOKEN_KEY);
    }

    @Test
    void mayBeLessStrictInWhatItDoesNotSay() {
        assertThat(bench.show(forge(first)
                        .without("jti")
                        .without("iat")
                        .without("nbf")
                        .without("scope")
                        .sign()))
                .isInstanceOf(VerifiedToken.class);
        assertThat(bench.show(forge(first).header("typ", "JWT").sign())).isInstanceOf(VerifiedToken.class);
        assertThat(bench.show(forge(first).without("typ").sign())).isInstanceOf(VerifiedToken.class);
        assertThat(bench.rule(forge(first).header("typ", "rt+jwt").sign())).isEqualTo(AccessRule.TOKEN_KIND);
        assertThat(bench.rule(forge(first).without("exp").sign())).isEqualTo(AccessRule.TOKEN_CLAIMS);
        assertThat(bench.rule(forge(first).without("sub").sign())).isEqualTo(AccessRule.TOKEN_CLAIMS);
    }

    @Test
    void hasTheSkewAfterTheEndToo() {
        String token = forge(first).sign();
        bench.time.pass(Duration.ofSeconds(3600 + 29));
        assertThat(bench.show(token)).isInstanceOf(VerifiedToken.class);
        bench.time.pass(Duration.ofSeconds(1));
        assertThat(bench.rule(token)).isEqualTo(AccessRule.TOKEN_EXPIRED);
    }

    @Test
    void losesItsKeyWithTheFile() throws Exception {
        VerifiedToken token = bench.accepted(forge(first).sign());
        VerifiedToken other = bench.accepted(forge(second).sign());
        write(second);
        bench.time.pass(Duration.ofSeconds(1));

        // The first look after a second has the file read; the next call knows.
        bench.engine.standing(token, bench.time.nanos());
        assertThat(bench.engine.standing(token, bench.time.nanos()).rule()).isEqualTo(AccessRule.TOKEN_KEY);
        assertThat(bench.engine.standing(other, bench.time.nanos())).isNull();

        Files.delete(file);
        bench.time.pass(Duration.ofSeconds(1));
        assertThat(bench.rule(forge(second).claim("jti", "2").sign())).isEqualTo(AccessRule.TOKEN_KEY);
        assertThat(bench.engine.standing(other, bench.time.nanos()).rule()).isEqualTo(AccessRule.TOKEN_KEY);
    }

    @Test
    void isHeardOfNewKeys() throws Exception {
        JWK third = new ECKeyGenerator(Curve.P_256).keyID("third").generate();
        String token = forge(third).sign();
        assertThat(bench.rule(token)).isEqualTo(AccessRule.TOKEN_KEY);
        write(first, second, third);
        bench.time.pass(Duration.ofSeconds(1));

        assertThat(bench.show(token)).isInstanceOf(VerifiedToken.class);
    }

    @Test
    void keepsItsKeysWhileTheFileIsDamaged() throws Exception {
        VerifiedToken token = bench.accepted(forge(first).sign());
        String whole = Files.readString(file);
        Files.writeString(file, whole.substring(0, whole.length() / 2));
        bench.time.pass(Duration.ofSeconds(1));
        bench.engine.standing(token, bench.time.nanos());

        assertThat(bench.engine.standing(token, bench.time.nanos())).isNull();
        assertThat(bench.show(forge(second).sign())).isInstanceOf(VerifiedToken.class);
    }

    @Test
    void mayNotHaveAFileThatEverybodyWrites() throws Exception {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        try (Bench other = new Bench(bench.folder.resolve("other"), Bench.trusting(ISSUER, file), bench.time)) {
            assertThat(other.rule(forge(first).sign())).isEqualTo(AccessRule.TOKEN_KEY);
        }
    }

    @Test
    void mayHaveASecretOnlyWhereOthersCannotReadIt() throws IOException, JOSEException {
        JWK secret = new OctetSequenceKeyGenerator(256)
                .algorithm(JWSAlgorithm.HS256)
                .keyID("s")
                .generate();
        Path secrets = bench.folder.resolve("secrets.json");
        Files.writeString(secrets, new JWKSet(secret).toString(false));
        Files.setPosixFilePermissions(secrets, PosixFilePermissions.fromString("rw-r--r--"));
        try (Bench other = new Bench(bench.folder.resolve("other"), Bench.trusting(ISSUER, secrets), bench.time)) {
            assertThat(other.rule(forge(secret).sign())).isEqualTo(AccessRule.TOKEN_KEY);
            Files.setPosixFilePermissions(secrets, PosixFilePermissions.fromString("rw-------"));
            other.time.pass(Duration.ofSeconds(1));
            assertThat(other.show(forge(secret).sign())).isInstanceOf(VerifiedToken.class);
        }
    }

    @Test
    void isSubjectToRevocationWithTheSkewOfClocks() {
        long now = bench.time.instant().getEpochSecond();
        String token = forge(first).claim("iat", now + 20).sign();
        String unknown = forge(first).without("iat").sign();
        assertThat(bench.show(token)).isInstanceOf(VerifiedToken.class);

        bench.engine.revoke(Revocation.user("ada"));

        assertThat(bench.rule(token)).isEqualTo(AccessRule.TOKEN_REVOKED);
        assertThat(bench.rule(unknown)).isEqualTo(AccessRule.TOKEN_REVOKED);
        bench.time.pass(Duration.ofSeconds(31));
        String later = forge(first)
                .claim("iat", now + 31)
                .claim("seq", 1)
                .claim("jti", "later")
                .sign();
        assertThat(bench.show(later)).isInstanceOf(VerifiedToken.class);
        bench.engine.revoke(Revocation.token("later"));
        assertThat(bench.rule(later)).isEqualTo(AccessRule.TOKEN_REVOKED);
    }
}
