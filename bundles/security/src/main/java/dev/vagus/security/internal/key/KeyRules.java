package dev.vagus.security.internal.key;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jose.jwk.KeyUse;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a key is for: one algorithm, which its type and its {@code use}, {@code key_ops} and {@code alg} agree on, or none.
 * A key of one type is thereby never asked about a signature of another.
 */
public final class KeyRules {
    private static final int MIN_RSA_BITS = 2048;

    /** By algorithm, how many bits its key must have. */
    private static final Map<JWSAlgorithm, Integer> MAC_BITS =
            Map.of(JWSAlgorithm.HS256, 256, JWSAlgorithm.HS384, 384, JWSAlgorithm.HS512, 512);

    /** The algorithms of signatures that there are. EdDSA is none of them: the library has it only with Tink. */
    public static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(JWSAlgorithm.HS256, JWSAlgorithm.HS384, JWSAlgorithm.HS512, JWSAlgorithm.ES256, JWSAlgorithm.RS256);

    private KeyRules() {}

    /**
     * The algorithm of this name, among {@link #ALGORITHMS}.
     *
     * @throws IllegalArgumentException when it is none of them, naming it
     */
    public static JWSAlgorithm algorithm(String name) {
        JWSAlgorithm algorithm = JWSAlgorithm.parse(name);
        if (!ALGORITHMS.contains(algorithm)) {
            throw new IllegalArgumentException("'" + name
                    + "' is no algorithm of signatures that there is here: HS256, HS384, HS512, ES256, RS256");
        }
        return algorithm;
    }

    /** The algorithm of signatures that the key can check; null for none. */
    static @Nullable JWSAlgorithm checks(JWK key) {
        return allows(key, KeyUse.SIGNATURE, KeyOperation.VERIFY) ? named(key, natural(key)) : null;
    }

    /** Whether it can sign too. */
    static boolean signs(JWK key) {
        return key.isPrivate() && checks(key) != null && allows(key, KeyUse.SIGNATURE, KeyOperation.SIGN);
    }

    /** Whether it can encrypt and decrypt by this method. */
    static boolean encrypts(JWK key, EncryptionMethod method) {
        return key.getKeyType().equals(KeyType.OCT)
                && key.size() == method.cekBitLength()
                && key.getAlgorithm() != null
                && key.getAlgorithm().getName().equals(method.getName())
                && allows(key, KeyUse.ENCRYPTION, KeyOperation.ENCRYPT)
                && allows(key, KeyUse.ENCRYPTION, KeyOperation.DECRYPT);
    }

    private static boolean allows(JWK key, KeyUse use, KeyOperation operation) {
        return (key.getKeyUse() == null || key.getKeyUse().equals(use))
                && (key.getKeyOperations() == null || key.getKeyOperations().contains(operation));
    }

    /** What its type is for. A secret must say so itself: the same bytes would do for several. */
    private static @Nullable JWSAlgorithm natural(JWK key) {
        if (key.getKeyType().equals(KeyType.EC)) {
            return key.toECKey().getCurve().equals(Curve.P_256) ? JWSAlgorithm.ES256 : null;
        }
        if (key.getKeyType().equals(KeyType.RSA)) {
            return key.size() >= MIN_RSA_BITS ? JWSAlgorithm.RS256 : null;
        }
        if (key.getKeyType().equals(KeyType.OCT) && key.getAlgorithm() != null) {
            JWSAlgorithm algorithm = JWSAlgorithm.parse(key.getAlgorithm().getName());
            Integer bits = MAC_BITS.get(algorithm);
            return bits != null && key.size() >= bits ? algorithm : null;
        }
        return null;
    }

    private static @Nullable JWSAlgorithm named(JWK key, @Nullable JWSAlgorithm natural) {
        return natural == null
                        || key.getAlgorithm() != null
                                && !key.getAlgorithm().getName().equals(natural.getName())
                ? null
                : natural;
    }

    static JWSVerifier verifier(JWK key) throws JOSEException {
        if (key.getKeyType().equals(KeyType.EC)) {
            return new ECDSAVerifier(key.toECKey().toPublicJWK());
        }
        return key.getKeyType().equals(KeyType.RSA)
                ? new RSASSAVerifier(key.toRSAKey().toPublicJWK())
                : new MACVerifier(key.toOctetSequenceKey());
    }

    static JWSSigner signer(JWK key) throws JOSEException {
        if (key.getKeyType().equals(KeyType.EC)) {
            return new ECDSASigner(key.toECKey());
        }
        return key.getKeyType().equals(KeyType.RSA)
                ? new RSASSASigner(key.toRSAKey())
                : new MACSigner(key.toOctetSequenceKey());
    }
}
