package dev.vagus.security.internal.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.util.Base64URL;
import org.jspecify.annotations.Nullable;

/** A key by which signatures of one algorithm are checked. Immutable, thread-safe. */
public final class TrustedKey {
    private final String id;
    private final JWK key;
    private final JWSHeader header;
    private final JWSVerifier verifier;

    private TrustedKey(String id, JWK key, JWSAlgorithm algorithm) throws JOSEException {
        this.id = id;
        this.key = key;
        // What the token's own header says has been checked; the library is only told what the key is for.
        this.header = new JWSHeader(algorithm);
        this.verifier = KeyRules.verifier(key);
    }

    /** The key for checking; null when it is not for that, or has no id. */
    static @Nullable TrustedKey of(JWK key) {
        JWSAlgorithm algorithm = KeyRules.checks(key);
        String id = key.getKeyID();
        if (algorithm == null || id == null) {
            return null;
        }
        try {
            return new TrustedKey(id, key, algorithm);
        } catch (JOSEException e) {
            return null;
        }
    }

    /** Its id. */
    public String id() {
        return id;
    }

    /** The only algorithm that it is for. */
    public JWSAlgorithm algorithm() {
        return header.getAlgorithm();
    }

    /** Whether the signature is one of this key. Never throws: what the library cannot read is none. */
    public boolean signed(byte[] input, byte[] signature) {
        try {
            return signature.length > 0 && verifier.verify(header, input, Base64URL.encode(signature));
        } catch (JOSEException | RuntimeException e) {
            return false;
        }
    }

    /** Whether what one has signed is signed by the other: its id and what is told of it besides do not count. */
    public boolean isSameAs(TrustedKey other) {
        return this == other
                || algorithm().equals(other.algorithm())
                        && key.getKeyType().equals(other.key.getKeyType())
                        && key.getRequiredParams().equals(other.key.getRequiredParams());
    }

    /** Its id and algorithm. */
    @Override
    public String toString() {
        return "key " + id + " for " + algorithm();
    }
}
