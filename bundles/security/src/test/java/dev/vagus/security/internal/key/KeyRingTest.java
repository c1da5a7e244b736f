package dev.vagus.security.internal.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import dev.vagus.security.SecuritySnapshot;
import dev.vagus.security.internal.token.FakeTime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyRingTest {
    private static final byte[] INPUT = "input".getBytes(StandardCharsets.US_ASCII);

    private final FakeTime time = new FakeTime();
    private final Map<String, String> environment = new HashMap<>();
    private Path file;

    @BeforeEach
    void file(@TempDir Path folder) {
        file = folder.resolve("sub/keys.json");
    }

    private KeyRing open() {
        return open("", JWSAlgorithm.ES256);
    }

    private KeyRing open(String spec, JWSAlgorithm algorithm) {
        return new KeyRing(KeySource.of(spec, file, environment::get), algorithm, time, key -> time.instant()
                .plus(Duration.ofHours(2)));
    }

    private static byte[] sign(SigningKey key) throws JOSEException {
        return key.signer()
                .sign(new com.nimbusds.jose.JWSHeader(key.algorithm()), INPUT)
                .decode();
    }

    @Test
    void makesNoKeyBeforeItIsWantedAndKeepsItThen() {
        KeyRing ring = open();
        assertThat(file).doesNotExist();

        String id = ring.signing().id();

        assertThat(ring.signing().id()).isEqualTo(id);
        assertThat(open().signing().id()).isEqualTo(id);
    }

    @Test
    void isForItsOwnerOnly() throws IOException {
        assumeThat(FileSystems.getDefault().supportedFileAttributeViews()).contains("posix");
        open().signing();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var all = Files.list(file.getParent())) {
            assertThat(all).containsExactly(file);
        }

        for (String rights : List.of("rw-r-----", "rw----r--", "rw--w----", "rw-----w-")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
            String before = Files.readString(file);
            assertThatThrownBy(this::open)
                    .isInstanceOf(KeyException.class)
                    .hasMessageContaining("chmod 600")
                    .hasMessageContaining(file.toString());
            assertThat(Files.readString(file)).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "{", "[]", "{\"keys\":1}", "{\"keys\":[{\"kty\":\"EC\",\"d\":\"top-secret\"}]}"})
    void touchesNoDamagedFile(String content) throws IOException {
        open().signing();
        Files.writeString(file, content);

        assertThatThrownBy(this::open)
                .isInstanceOf(KeyException.class)
                .hasMessageContaining(file.toString())
                .hasMessageNotContaining("top-secret")
                .hasNoCause();
        assertThat(Files.readString(file)).isEqualTo(content);
    }

    @Test
    void refusesKeysThatCannotBeToldApart() throws IOException {
        open().signing();
        JWK key = keys().getKeys().get(0);
        Files.writeString(file, new JWKSet(List.of(key, key)).toString(false));
        assertThatThrownBy(this::open).isInstanceOf(KeyException.class).hasMessageContaining(key.getKeyID());
        Files.writeString(file, new JWKSet(key).toString(false).replace("\"kid\":\"" + key.getKeyID() + "\",", ""));
        assertThatThrownBy(this::open).isInstanceOf(KeyException.class).hasMessageContaining("kid");
    }

    private JWKSet keys() {
        return KeySource.of("", file, environment::get).read();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ES256", "RS256", "HS256", "HS384", "HS512"})
    void rotatesWithOverlap(String algorithm) throws JOSEException {
        KeyRing ring = open("", JWSAlgorithm.parse(algorithm));
        SigningKey old = ring.signing();
        byte[] signature = sign(old);
        ring.rotateSigning();

        SigningKey fresh = ring.signing();
        assertThat(fresh.id()).isNotEqualTo(old.id());
        assertThat(ring.find(fresh.id()).signed(INPUT, sign(fresh))).isTrue();
        for (KeyRing each : List.of(ring, open("", JWSAlgorithm.parse(algorithm)))) {
            assertThat(each.find(old.id()).signed(INPUT, signature)).isTrue();
            assertThat(each.find(old.id()).signed(INPUT, sign(fresh))).isFalse();
            assertThat(each.signing().id()).isEqualTo(fresh.id());
        }
        time.pass(Duration.ofHours(2).plusSeconds(2));
        assertThat(ring.find(old.id())).isNull();
        assertThat(ring.find(fresh.id())).isNotNull();
        assertThat(ring.list()).hasSize(1);
        ring.rotateSigning();
        assertThat(keys().getKeys()).extracting(JWK::getKeyID).hasSize(2).doesNotContain(old.id());
    }

    @Test
    void saysWhatMayBeToldOfKeys() {
        KeyRing ring = open();
        String old = ring.signing().id();
        String cipher = ring.encryption(EncryptionMethod.A256GCM).getKeyID();
        time.pass(Duration.ofMinutes(1));
        ring.rotateSigning();
        ring.rotateEncryption(EncryptionMethod.A256GCM);
        Instant now = Instant.ofEpochSecond(time.instant().getEpochSecond());

        List<SecuritySnapshot.Key> shown = open().list();

        assertThat(shown).extracting(SecuritySnapshot.Key::use).containsExactly("sig", "sig", "enc", "enc");
        assertThat(shown)
                .extracting(SecuritySnapshot.Key::algorithm)
                .containsExactly("ES256", "ES256", "A256GCM", "A256GCM");
        assertThat(shown.get(0).created()).isEqualTo(now);
        assertThat(shown.get(0).retired()).isNull();
        assertThat(shown.get(1).id()).isEqualTo(old);
        assertThat(shown.get(1).retired()).isEqualTo(now);
        assertThat(shown.get(2).retired()).isNull();
        assertThat(shown.get(3).id()).isEqualTo(cipher);
        assertThat(shown.get(3).retired()).isEqualTo(now);
    }

    @Test
    void keepsKeysForEncryptionOfEachMethodForGood() {
        KeyRing ring = open();
        var basic = ring.encryption(EncryptionMethod.A128GCM);
        var strong = ring.encryption(EncryptionMethod.A256GCM);
        ring.rotateEncryption(EncryptionMethod.A256GCM);
        time.pass(Duration.ofDays(4_000));
        ring.rotateSigning();

        KeyRing again = open();
        assertThat(basic.size()).isEqualTo(128);
        assertThat(strong.size()).isEqualTo(256);
        assertThat(again.encryption(EncryptionMethod.A128GCM).getKeyID()).isEqualTo(basic.getKeyID());
        assertThat(again.encryption(EncryptionMethod.A256GCM).getKeyID()).isNotEqualTo(strong.getKeyID());
        assertThat(again.decryption(strong.getKeyID(), EncryptionMethod.A256GCM))
                .isEqualTo(strong);
        assertThat(again.decryption(strong.getKeyID(), EncryptionMethod.A128GCM))
                .isNull();
        assertThat(again.decryption(again.signing().id(), EncryptionMethod.A256GCM))
                .isNull();
        assertThat(again.find(strong.getKeyID())).isNull();
    }

    @Test
    void takesAnotherAlgorithmUpAndChecksTheOldOneOn() {
        String old = open().signing().id();
        KeyRing ring = open("", JWSAlgorithm.HS256);

        assertThat(ring.signing().algorithm()).isEqualTo(JWSAlgorithm.HS256);
        assertThat(ring.find(old)).isNotNull();
        assertThat(ring.list()).extracting(SecuritySnapshot.Key::algorithm).containsExactly("HS256", "ES256");
    }

    @Test
    void honoursWhatAKeyIsFor() throws JOSEException {
        JWK any = new ECKeyGenerator(Curve.P_256).keyID("k").generate();
        assertThat(KeyRules.checks(any)).isEqualTo(JWSAlgorithm.ES256);
        assertThat(KeyRules.signs(any)).isTrue();
        assertThat(KeyRules.signs(any.toPublicJWK())).isFalse();
        for (JWK none : List.of(
                new ECKeyGenerator(Curve.P_256)
                        .keyUse(KeyUse.ENCRYPTION)
                        .keyID("k")
                        .generate(),
                new ECKeyGenerator(Curve.P_256)
                        .keyOperations(Set.of(KeyOperation.DERIVE_KEY))
                        .keyID("k")
                        .generate(),
                new ECKeyGenerator(Curve.P_256)
                        .algorithm(JWSAlgorithm.HS256)
                        .keyID("k")
                        .generate(),
                new ECKeyGenerator(Curve.P_384).keyID("k").generate(),
                new OctetSequenceKeyGenerator(256).keyID("k").generate(),
                new OctetSequenceKeyGenerator(256)
                        .algorithm(JWSAlgorithm.HS512)
                        .keyID("k")
                        .generate(),
                new OctetSequenceKeyGenerator(256)
                        .algorithm(JWSAlgorithm.ES256)
                        .keyID("k")
                        .generate(),
                new OctetSequenceKeyGenerator(256)
                        .algorithm(EncryptionMethod.A256GCM)
                        .keyID("k")
                        .generate())) {
            assertThat(KeyRules.checks(none))
                    .describedAs("%s", none.getKeyType())
                    .isNull();
            assertThat(TrustedKey.of(none)).isNull();
        }
        JWK checksOnly = new ECKeyGenerator(Curve.P_256)
                .keyOperations(Set.of(KeyOperation.VERIFY))
                .keyID("k")
                .generate();
        assertThat(KeyRules.checks(checksOnly)).isEqualTo(JWSAlgorithm.ES256);
        assertThat(KeyRules.signs(checksOnly)).isFalse();
    }

    @Test
    void knowsNoAlgorithmThatTheLibraryHasOnlyWithAnother() {
        assertThat(KeyRules.algorithm("ES256")).isEqualTo(JWSAlgorithm.ES256);
        for (String each : List.of("EdDSA", "none", "es256", "PS256", "RSA1_5")) {
            assertThatThrownBy(() -> KeyRules.algorithm(each))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(each);
        }
    }
}
