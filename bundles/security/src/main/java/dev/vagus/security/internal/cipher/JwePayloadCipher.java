package dev.vagus.security.internal.cipher;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import dev.vagus.module.ErrorCategory;
import dev.vagus.spi.PayloadCipher;
import java.text.ParseException;
import java.util.Set;

/**
 * Seals texts as JSON Web Encryption (RFC 7516), compact, with a shared key ({@code dir}) and AES in Galois/Counter Mode. The
 * header names the key and holds the context; it is authenticated with the text, so that neither can be exchanged.
 */
public final class JwePayloadCipher implements PayloadCipher {
    private static final String CONTEXT = "ctx";
    private static final Set<EncryptionMethod> METHODS = Set.of(EncryptionMethod.A128GCM, EncryptionMethod.A256GCM);

    private final CipherKeys keys;

    /** With these keys. */
    public JwePayloadCipher(CipherKeys keys) {
        this.keys = keys;
    }

    @Override
    public String seal(String text, String context) {
        EncryptionMethod method = keys.method();
        if (method == null) {
            throw new CipherException(
                    ErrorCategory.UNAVAILABLE,
                    "it is to be stored encrypted only, and encryption is set to none: set encryption of"
                            + " dev.vagus.security to basic or strong",
                    null);
        }
        OctetSequenceKey key = keys.newest(method);
        JWEHeader header = new JWEHeader.Builder(JWEAlgorithm.DIR, method)
                .keyID(key.getKeyID())
                .customParam(CONTEXT, context)
                .build();
        JWEObject sealed = new JWEObject(header, new Payload(text));
        try {
            sealed.encrypt(new DirectEncrypter(key));
        } catch (JOSEException e) {
            throw new CipherException(
                    ErrorCategory.INTERNAL, "the key " + key.getKeyID() + " cannot encrypt: " + e.getMessage(), null);
        }
        return sealed.serialize();
    }

    @Override
    public String open(String sealed, String context) {
        JWEObject object = parse(sealed);
        JWEHeader header = object.getHeader();
        EncryptionMethod method = header.getEncryptionMethod();
        String id = header.getKeyID();
        if (!JWEAlgorithm.DIR.equals(header.getAlgorithm()) || !METHODS.contains(method) || id == null) {
            throw changed();
        }
        OctetSequenceKey key = keys.find(id, method);
        if (key == null) {
            throw new CipherException(
                    ErrorCategory.UNAVAILABLE,
                    "it is encrypted with the key " + shown(id) + ", which is not known here: put that key back",
                    null);
        }
        try {
            object.decrypt(new DirectDecrypter(key));
        } catch (JOSEException | RuntimeException e) {
            throw changed();
        }
        if (!context.equals(header.getCustomParam(CONTEXT))) {
            throw changed();
        }
        return object.getPayload().toString();
    }

    /** The library throws exceptions of many classes at damaged headers. */
    private static JWEObject parse(String sealed) {
        try {
            return JWEObject.parse(sealed);
        } catch (ParseException | RuntimeException e) {
            throw changed();
        }
    }

    /** What the library says might quote what it read. */
    private static CipherException changed() {
        return new CipherException(
                ErrorCategory.VALIDATION, "it was changed since it was encrypted, or is in the place of another", null);
    }

    /** The id comes out of a header that was not checked yet. */
    private static String shown(String id) {
        String plain = id.replaceAll("[^A-Za-z0-9_.-]", "?");
        return plain.length() <= 64 ? plain : plain.substring(0, 64) + "...";
    }
}
