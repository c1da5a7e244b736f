package dev.vagus.security.internal.cipher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import dev.vagus.module.ErrorCategory;
import dev.vagus.module.VagusException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JwePayloadCipherTest {
    private static final String SECRET = "{\"code\":\"hidden-4711 \u00e4\"}";

    private final List<OctetSequenceKey> keys = new ArrayList<>();
    private @Nullable EncryptionMethod method = EncryptionMethod.A256GCM;
    private final JwePayloadCipher cipher = new JwePayloadCipher(new CipherKeys() {
        @Override
        public @Nullable EncryptionMethod method() {
            return method;
        }

        @Override
        public OctetSequenceKey newest(EncryptionMethod wanted) {
            return keys.get(0);
        }

        @Override
        public @Nullable OctetSequenceKey find(String id, EncryptionMethod wanted) {
            return keys.stream()
                    .filter(each -> each.getKeyID().equals(id) && each.size() == wanted.cekBitLength())
                    .findFirst()
                    .orElse(null);
        }
    });

    JwePayloadCipherTest() throws JOSEException {
        addKey("k-1", 256);
    }

    private void addKey(String id, int bits) throws JOSEException {
        keys.add(0, new OctetSequenceKeyGenerator(bits).keyID(id).generate());
    }

    @ParameterizedTest
    @ValueSource(strings = {"A128GCM", "A256GCM"})
    void whatIsSealedIsUnreadableAndOpensToWhatItWas(String level) throws JOSEException {
        method = EncryptionMethod.parse(level);
        addKey("k-2", method.cekBitLength());
        String sealed = cipher.seal(SECRET, "event:1");

        assertThat(sealed).isASCII().matches("[A-Za-z0-9_.-]+").doesNotContain("hidden", "4711");
        assertThat(header(sealed))
                .contains("\"kid\":\"k-2\"", level, "\"alg\":\"dir\"")
                .doesNotContain("hidden");
        assertThat(cipher.open(sealed, "event:1")).isEqualTo(SECRET);
        assertThat(cipher.seal(SECRET, "event:1")).isNotEqualTo(sealed);
    }

    private static String header(String sealed) {
        return new String(
                Base64.getUrlDecoder().decode(sealed.substring(0, sealed.indexOf('.'))), StandardCharsets.UTF_8);
    }

    @Test
    void afterARotationWhatWasSealedBeforeStaysReadable() throws JOSEException {
        String before = cipher.seal(SECRET, "letter:1");
        addKey("k-2", 256);

        assertThat(header(cipher.seal(SECRET, "letter:1"))).contains("k-2");
        assertThat(cipher.open(before, "letter:1")).isEqualTo(SECRET);
        keys.remove(1);
        assertThat(failure(before, "letter:1"))
                .hasMessageContaining("k-1")
                .extracting(VagusException::category)
                .isEqualTo(ErrorCategory.UNAVAILABLE);
    }

    @Test
    void itIsOfUseInItsOwnPlaceOnly() {
        String sealed = cipher.seal(SECRET, "event:1");

        assertThat(failure(sealed, "event:2").category()).isEqualTo(ErrorCategory.VALIDATION);
        assertThat(failure(sealed, "letter:1").category()).isEqualTo(ErrorCategory.VALIDATION);
    }

    @Test
    void noChangeOfAnyCharacterOpensToAnythingElse() {
        String sealed = cipher.seal(SECRET, "event:1");
        Random random = new Random(7);
        for (int i = 0; i < sealed.length(); i++) {
            StringBuilder changed = new StringBuilder(sealed);
            char other = "ABCDEFGHabcdefgh0123456789-_.{\u00e4".charAt(random.nextInt(31));
            changed.setCharAt(i, other);
            if (!changed.toString().equals(sealed)) {
                assertNeverWrong(changed.toString());
            }
        }
        for (String none :
                List.of("", ".", "....", "a.b.c.d.e", sealed + ".", sealed.substring(1), "x".repeat(100_000))) {
            assertThat(failure(none, "event:1").category()).isEqualTo(ErrorCategory.VALIDATION);
        }
    }

    /** The last bits of base64 may stand for nothing: then it opens to what it was. */
    private void assertNeverWrong(String changed) {
        Throwable error =
                catchThrowable(() -> assertThat(cipher.open(changed, "event:1")).isEqualTo(SECRET));
        if (error != null) {
            assertThat(error)
                    .isInstanceOf(VagusException.class)
                    .hasMessageNotContaining("hidden")
                    .hasNoCause();
        }
    }

    @Test
    void otherAlgorithmsAreNotOpened() throws JOSEException {
        OctetSequenceKey key = new OctetSequenceKeyGenerator(256).keyID("k-c").generate();
        keys.add(key);
        JWEHeader header = new JWEHeader.Builder(JWEAlgorithm.DIR, EncryptionMethod.A128CBC_HS256)
                .keyID("k-c")
                .customParam("ctx", "event:1")
                .build();
        JWEObject object = new JWEObject(header, new Payload(SECRET));
        object.encrypt(new DirectEncrypter(key));

        assertThat(failure(object.serialize(), "event:1").category()).isEqualTo(ErrorCategory.VALIDATION);
    }

    @Test
    void whereEncryptionIsNoneNothingIsSealedAndWhatWasStillOpens() {
        String sealed = cipher.seal(SECRET, "event:1");
        method = null;

        assertThatThrownBy(() -> cipher.seal(SECRET, "event:1"))
                .isInstanceOfSatisfying(
                        VagusException.class, e -> assertThat(e.category()).isEqualTo(ErrorCategory.UNAVAILABLE))
                .hasMessageContaining("encryption of dev.vagus.security")
                .hasMessageNotContaining("hidden");
        assertThat(cipher.open(sealed, "event:1")).isEqualTo(SECRET);
    }

    private VagusException failure(String sealed, String context) {
        Throwable error = catchThrowable(() -> cipher.open(sealed, context));
        assertThat(error).isInstanceOf(VagusException.class).hasMessageNotContaining("hidden");
        return (VagusException) error;
    }
}
