package dev.vagus.security.internal.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.vagus.delivery.file.DurableFile;
import dev.vagus.delivery.file.Readers;
import dev.vagus.security.internal.token.FakeTime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys that come from outside, and are never written. */
class GivenKeysTest {
    private final FakeTime time = new FakeTime();
    private final Map<String, String> environment = new HashMap<>();
    private Path folder;
    private JWK key;

    @BeforeEach
    void keys(@TempDir Path given) throws JOSEException {
        folder = given;
        key = new ECKeyGenerator(Curve.P_256).keyID("mine").generate();
    }

    private KeyRing open(String spec) {
        return new KeyRing(
                KeySource.of(spec, folder.resolve("own.json"), environment::get),
                JWSAlgorithm.ES256,
                time,
                each -> time.instant());
    }

    private Path file(String content) throws IOException {
        Path file = folder.resolve("given.json");
        DurableFile.write(file, content.getBytes(StandardCharsets.UTF_8), Readers.OWNER);
        return file;
    }

    @Test
    void inAFile() throws IOException {
        Path file = file(new JWKSet(key).toString(false));
        for (String spec : List.of(file.toString(), "file:" + file)) {
            KeyRing ring = open(spec);
            assertThat(ring.signing().id()).isEqualTo("mine");
            assertThatThrownBy(ring::rotateSigning)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(file.toString());
            assertThat(ring.signing().id()).isEqualTo("mine");
            assertThatThrownBy(() -> ring.encryption(EncryptionMethod.A256GCM))
                    .isInstanceOf(KeyException.class)
                    .hasMessageContaining("A256GCM");
        }
        assertThat(folder.resolve("own.json")).doesNotExist();
    }

    @Test
    void inAFileThatIsNotThereOrOpen() throws IOException {
        assertThatThrownBy(() -> open(folder.resolve("none.json").toString()))
                .isInstanceOf(KeyException.class)
                .hasMessageContaining("none.json");
        Path file = file(new JWKSet(key).toString(false));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> open(file.toString()))
                .isInstanceOf(KeyException.class)
                .hasMessageContaining("chmod 600");
    }

    @Test
    void inAVariable() {
        environment.put("SET", new JWKSet(key).toString(false));
        environment.put("ONE", key.toJSONString());
        environment.put("BAD", "top-secret");
        assertThat(open("env:SET").signing().id()).isEqualTo("mine");
        assertThat(open("env:ONE").signing().id()).isEqualTo("mine");
        assertThatThrownBy(() -> open("env:BAD"))
                .isInstanceOf(KeyException.class)
                .hasMessageContaining("BAD")
                .hasMessageNotContaining("top-secret");
        assertThatThrownBy(() -> open("env:NONE"))
                .isInstanceOf(KeyException.class)
                .hasMessageContaining("NONE");
    }

    @Test
    void thatCannotSign() {
        environment.put("PUBLIC", key.toPublicJWK().toJSONString());
        KeyRing ring = open("env:PUBLIC");

        assertThat(ring.find("mine")).isNotNull();
        assertThatThrownBy(ring::signing).isInstanceOf(KeyException.class).hasMessageContaining("ES256");
    }

    @Test
    void inAKeystore() throws Exception {
        Path store = folder.resolve("keys.p12");
        keytool(
                store,
                "-genkeypair",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-alias",
                "mine",
                "-dname",
                "CN=vagus");
        keytool(store, "-genkeypair", "-keyalg", "RSA", "-keysize", "2048", "-alias", "rsa", "-dname", "CN=vagus");
        keytool(store, "-genseckey", "-keyalg", "HmacSHA512", "-keysize", "512", "-alias", "mac");
        keytool(store, "-genseckey", "-keyalg", "AES", "-keysize", "256", "-alias", "aes");

        assertThatThrownBy(() -> open("keystore:" + store)).hasMessageContaining("VAGUS_KEYSTORE_PASSWORD");
        environment.put("VAGUS_KEYSTORE_PASSWORD", "wrong-word");
        assertThatThrownBy(() -> open("keystore:" + store))
                .isInstanceOf(KeyException.class)
                .hasMessageContaining("keys.p12")
                .hasMessageNotContaining("wrong-word");
        environment.put("VAGUS_KEYSTORE_PASSWORD", "change-it");
        KeyRing ring = open("keystore:" + store);
        assertThat(ring.signing().id()).isEqualTo("mine");
        assertThat(ring.find("rsa").algorithm()).isEqualTo(JWSAlgorithm.RS256);
        assertThat(ring.find("mac").algorithm()).isEqualTo(JWSAlgorithm.HS512);
        assertThat(ring.find("aes")).isNull();
        assertThat(ring.encryption(EncryptionMethod.A256GCM).getKeyID()).isEqualTo("aes");
        assertThatThrownBy(ring::rotateSigning).isInstanceOf(IllegalStateException.class);
        byte[] input = "input".getBytes(StandardCharsets.US_ASCII);
        byte[] signature = ring.signing()
                .signer()
                .sign(new JWSHeader(JWSAlgorithm.ES256), input)
                .decode();
        assertThat(ring.find("mine").signed(input, signature)).isTrue();
    }

    private void keytool(Path store, String... what) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(what));
        command.addAll(List.of("-storetype", "PKCS12", "-keystore", store.toString(), "-storepass", "change-it"));
        Path log = folder.resolve("keytool.log");
        Process made = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(made.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(made.exitValue()).describedAs(Files.readString(log)).isZero();
    }
}
