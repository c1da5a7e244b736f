package dev.vagus.security.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import dev.vagus.security.AccessRule;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The forgeries that are publicly known. */
class ForgeryTest {
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

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "NONE", "nOnE", "", "ES256 ", "es256", "HS256\u0000"})
    void noAlgorithm(String algorithm) {
        Forge forge = forge().header("alg", algorithm);

        assertThat(bench.rule(forge.unsigned() + ".")).isEqualTo(AccessRule.TOKEN_ALGORITHM);
        assertThat(bench.rule(forge.sign())).isEqualTo(AccessRule.TOKEN_ALGORITHM);
    }

    @Test
    void noSignature() {
        assertThat(bench.rule(forge().unsigned() + ".")).isEqualTo(AccessRule.TOKEN_SIGNATURE);
        assertThat(bench.rule(forge().unsigned())).isEqualTo(AccessRule.TOKEN_MALFORMED);
    }

    @Test
    void aSignatureOfZeros() {
        assertThat(bench.rule(forge().signature(new byte[64]))).isEqualTo(AccessRule.TOKEN_SIGNATURE);
        byte[] order = Curve.P_256.toECParameterSpec().getOrder().toByteArray();
        byte[] twice = new byte[64];
        System.arraycopy(order, 1, twice, 0, 32);
        System.arraycopy(order, 1, twice, 32, 32);
        assertThat(bench.rule(forge().signature(twice))).isEqualTo(AccessRule.TOKEN_SIGNATURE);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 31, 63, 65, 70, 72, 128, 1000})
    void aSignatureOfAnotherLength(int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) 1);

        assertThat(bench.rule(forge().signature(bytes))).isEqualTo(AccessRule.TOKEN_SIGNATURE);
    }

    @Test
    void thePublicKeyAsTheSecret(@TempDir Path other) throws JOSEException {
        try (Bench rsa = new Bench(other, Bench.signing(JWSAlgorithm.RS256))) {
            Forge forge = rsa.forge().header("alg", "HS256");
            byte[] der = rsa.key().toRSAKey().toPublicKey().getEncoded();
            String pem = "-----BEGIN PUBLIC KEY-----\n"
                    + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                            .encodeToString(der)
                    + "\n-----END PUBLIC KEY-----\n";
            for (byte[] secret : List.of(
                    der,
                    pem.getBytes(StandardCharsets.US_ASCII),
                    rsa.key().toPublicJWK().toJSONString().getBytes(StandardCharsets.US_ASCII),
                    rsa.key().toRSAKey().getModulus().decode())) {
                assertThat(rsa.rule(forge.signBy(secret(secret)))).isEqualTo(AccessRule.TOKEN_ALGORITHM);
            }
        }
        byte[] point = forge().claim("jti", "x").claimsJson().getBytes(StandardCharsets.UTF_8);
        assertThat(bench.rule(forge().header("alg", "HS256").signBy(secret(point))))
                .isEqualTo(AccessRule.TOKEN_ALGORITHM);
    }

    private static JWK secret(byte[] bytes) {
        return new OctetSequenceKey.Builder(Base64URL.encode(bytes))
                .algorithm(JWSAlgorithm.HS256)
                .build();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../../../dev/null",
                "/dev/null",
                "/etc/hostname",
                "file:///dev/null",
                "keys.json",
                "x' UNION SELECT 'AA",
                "$(id)",
                "|cat /etc/passwd",
                "\u0000"
            })
    void anIdOfAKeyThatIsAPathOrWorse(String id) {
        Forge forge = forge().header("kid", id);

        assertThat(bench.rule(forge.sign())).isEqualTo(AccessRule.TOKEN_KEY);
        assertThat(bench.rule(forge.header("alg", "HS256").signBy(secret(new byte[32]))))
                .isEqualTo(AccessRule.TOKEN_KEY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jku", "x5u", "crit", "b64", "zip", "cty", "url", "nonce", "epk"})
    void aHeaderThatIsNotAccepted(String name) {
        Object value = name.equals("crit") ? List.of("exp") : name.equals("b64") ? false : "https://evil.example/keys";

        assertThat(bench.rule(forge().header(name, value).sign())).isEqualTo(AccessRule.TOKEN_MALFORMED);
    }

    @Test
    void aKeyInTheToken() throws JOSEException {
        JWK own = new ECKeyGenerator(Curve.P_256).keyID("mine").generate();

        assertThat(bench.rule(
                        forge().header("jwk", own.toPublicJWK().toJSONObject()).signBy(own)))
                .isEqualTo(AccessRule.TOKEN_MALFORMED);
        assertThat(bench.rule(forge().header("x5c", List.of("MIIB")).signBy(own)))
                .isEqualTo(AccessRule.TOKEN_MALFORMED);
        assertThat(bench.rule(
                        forge().header("kid", own.toPublicJWK().toJSONObject()).signBy(own)))
                .isEqualTo(AccessRule.TOKEN_MALFORMED);
    }

    @Test
    void otherWaysToWriteTheSameBytes() {
        String token = forge().sign();
        int last = token.length() - 1;
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        char next = alphabet.charAt(alphabet.indexOf(token.charAt(last)) + 1);
        // 64 bytes leave four bits of the last character without a meaning.
        String bits = token.substring(0, last) + next;
        assertThat(Base64.getUrlDecoder().decode(bits.substring(bits.lastIndexOf('.') + 1)))
                .isEqualTo(Base64.getUrlDecoder().decode(token.substring(token.lastIndexOf('.') + 1)));

        assertThat(bench.rule(bits)).isEqualTo(AccessRule.TOKEN_MALFORMED);
        assertThat(bench.rule(token + "=")).isEqualTo(AccessRule.TOKEN_MALFORMED);
        assertThat(bench.rule(token + "==")).isEqualTo(AccessRule.TOKEN_MALFORMED);
        assertThat(bench.rule(token + "\n")).isEqualTo(AccessRule.TOKEN_MALFORMED);
        assertThat(bench.rule(token.replaceFirst("\\.", "=."))).isEqualTo(AccessRule.TOKEN_MALFORMED);
        assertThat(bench.rule(token.replaceFirst("\\.", " ."))).isEqualTo(AccessRule.TOKEN_MALFORMED);
        assertThat(bench.rule(token.replace('-', '+').replace('_', '/') + "+")).isEqualTo(AccessRule.TOKEN_MALFORMED);
        assertThat(bench.show(token)).isInstanceOf(VerifiedToken.class);
    }

    @Test
    void everyTruncation() {
        String token = forge().sign();
        bench.show(token);
        for (int length = 0; length < token.length(); length++) {
            assertThat(bench.show(token.substring(0, length))).isInstanceOf(RejectedToken.class);
        }
    }

    @Test
    void tooLong() {
        String token = forge().claim("pad", "a".repeat(8_000)).sign();

        assertThat(token.length()).isGreaterThan(8_192);
        assertThat(bench.rule(token)).isEqualTo(AccessRule.TOKEN_MALFORMED);
        assertThat(bench.rule("Bearer " + "a".repeat(50_000_000))).isEqualTo(AccessRule.TOKEN_MALFORMED);
    }

    @Test
    void deepOrWideJson() {
        String deep = "[".repeat(2_000) + "]".repeat(2_000);
        String wide = "[" + "1,".repeat(600) + "1]";
        for (String each : List.of(deep, wide)) {
            String claims = forge().claimsJson();
            assertThat(bench.rule(forge().claimsText(claims.replaceFirst("\\{", "{\"x\":" + each + ","))
                            .sign()))
                    .isEqualTo(AccessRule.TOKEN_MALFORMED);
        }
    }

    @Test
    void claimsAndHeadersTwice() {
        Forge forge = forge();
        assertThat(bench.rule(forge.claimsText(forge.claimsJson().replace("\"sub\":", "\"sub\":\"root\",\"sub\":"))
                        .sign()))
                .isEqualTo(AccessRule.TOKEN_MALFORMED);
        Forge other = forge();
        assertThat(bench.rule(
                        other.claimsText(other.claimsJson().replace("\"sub\":", "\"s\\u0075b\":\"root\",\"sub\":"))
                                .sign()))
                .isEqualTo(AccessRule.TOKEN_MALFORMED);
        Forge third = forge();
        assertThat(bench.rule(third.headerText(third.headerJson().replace("{", "{\"alg\":\"none\","))
                        .sign()))
                .isEqualTo(AccessRule.TOKEN_MALFORMED);
    }
}
