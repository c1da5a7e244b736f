package dev.vagus.security.internal.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.jwk.JWK;

/** The key by which new tokens are signed. Immutable, thread-safe. */
public final class SigningKey {
    private final TrustedKey trusted;
    private final JWSSigner signer;

    SigningKey(JWK key, TrustedKey trusted) {
        this.trusted = trusted;
        try {
            this.signer = KeyRules.signer(key);
        } catch (JOSEException e) {
            throw new KeyException("the key " + trusted.id() + " cannot sign", null);
        }
    }

    /** Its id. */
    public String id() {
        return trusted.id();
    }

    /** What it signs by. */
    public JWSAlgorithm algorithm() {
        return trusted.algorithm();
    }

    /** The same for checking. */
    public TrustedKey trusted() {
        return trusted;
    }

    /** Signs. */
    public JWSSigner signer() {
        return signer;
    }

    /** Its id and algorithm. */
    @Override
    public String toString() {
        return trusted.toString();
    }
}
