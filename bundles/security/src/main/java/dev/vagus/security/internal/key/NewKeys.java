package dev.vagus.security.internal.key;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.JWKGenerator;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;

/** Makes keys, by the library. */
final class NewKeys {
    private static final int RSA_BITS = 3072;
    private static final int ID_BYTES = 9;

    private final SecureRandom random = new SecureRandom();

    JWK forSignatures(JWSAlgorithm algorithm, Instant now) {
        JWKGenerator<? extends JWK> generator;
        if (algorithm.equals(JWSAlgorithm.ES256)) {
            generator = new ECKeyGenerator(Curve.P_256);
        } else if (algorithm.equals(JWSAlgorithm.RS256)) {
            generator = new RSAKeyGenerator(RSA_BITS);
        } else {
            // As many bits as the hash has: its name ends with their number.
            generator = new OctetSequenceKeyGenerator(
                    Integer.parseInt(algorithm.getName().substring("HS".length())));
        }
        return make(generator.algorithm(algorithm).keyUse(KeyUse.SIGNATURE), now);
    }

    JWK forEncryption(EncryptionMethod method, Instant now) {
        return make(
                new OctetSequenceKeyGenerator(method.cekBitLength())
                        .algorithm(method)
                        .keyUse(KeyUse.ENCRYPTION),
                now);
    }

    private JWK make(JWKGenerator<? extends JWK> generator, Instant now) {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        try {
            return generator
                    .keyID(Base64URL.encode(id).toString())
                    .issueTime(Date.from(now.truncatedTo(ChronoUnit.SECONDS)))
                    .generate();
        } catch (JOSEException e) {
            throw new KeyException("no key could be made; does this Java lack its algorithm?", e);
        }
    }
}
