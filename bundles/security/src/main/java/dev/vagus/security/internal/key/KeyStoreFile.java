package dev.vagus.security.internal.key;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * A keystore, PKCS #12 or JKS, protected by its password. The alias of an entry is the id of its key; pairs are for signatures,
 * unless the certificate says otherwise, secrets for what their name says. (The library reads keystores only with Bouncy Castle.)
 */
record KeyStoreFile(Path file, UnaryOperator<@Nullable String> environment) implements KeySource {
    private static final String PASSWORD = "VAGUS_KEYSTORE_PASSWORD";
    private static final Map<String, String> ALGORITHMS =
            Map.of("HMACSHA256", "HS256", "HMACSHA384", "HS384", "HMACSHA512", "HS512");

    @Override
    public String name() {
        return "the keystore " + file;
    }

    @Override
    public JWKSet read() {
        String password = environment.apply(PASSWORD);
        if (password == null) {
            throw new KeyException("the variable " + PASSWORD + " is not set, which is to open " + name(), null);
        }
        try (InputStream content = Files.newInputStream(file)) {
            boolean jks = file.toString().toLowerCase(Locale.ROOT).endsWith(".jks");
            KeyStore store = KeyStore.getInstance(jks ? "JKS" : "PKCS12");
            store.load(content, password.toCharArray());
            List<JWK> keys = new ArrayList<>();
            for (String alias : Collections.list(store.aliases())) {
                JWK key = key(alias, store.getEntry(alias, new KeyStore.PasswordProtection(password.toCharArray())));
                if (key != null) {
                    keys.add(key);
                }
            }
            return new JWKSet(keys);
        } catch (IOException | GeneralSecurityException e) {
            throw new KeyException(
                    name() + " cannot be opened: it is none, or " + PASSWORD + " is not its password", null);
        }
    }

    private static @Nullable JWK key(String alias, KeyStore.Entry entry) {
        if (entry instanceof KeyStore.PrivateKeyEntry pair) {
            return pair(alias, pair);
        }
        return entry instanceof KeyStore.SecretKeyEntry secret ? secret(alias, secret.getSecretKey()) : null;
    }

    private static @Nullable JWK pair(String alias, KeyStore.PrivateKeyEntry pair) {
        KeyUse use = KeyUse.SIGNATURE;
        if (pair.getCertificate() instanceof X509Certificate certificate) {
            boolean[] usage = certificate.getKeyUsage();
            // The first is digitalSignature; none at all means any.
            use = usage == null || usage[0] ? KeyUse.SIGNATURE : KeyUse.ENCRYPTION;
        }
        if (pair.getCertificate().getPublicKey() instanceof ECPublicKey open) {
            Curve curve = Curve.forECParameterSpec(open.getParams());
            return curve == null
                    ? null
                    : new ECKey.Builder(curve, open)
                            .privateKey(pair.getPrivateKey())
                            .keyUse(use)
                            .keyID(alias)
                            .build();
        }
        return pair.getCertificate().getPublicKey() instanceof RSAPublicKey open
                ? new RSAKey.Builder(open)
                        .privateKey(pair.getPrivateKey())
                        .keyUse(use)
                        .keyID(alias)
                        .build()
                : null;
    }

    private static @Nullable JWK secret(String alias, SecretKey secret) {
        String name = secret.getAlgorithm().toUpperCase(Locale.ROOT);
        boolean cipher = name.equals("AES");
        String algorithm = cipher ? "A" + secret.getEncoded().length * Byte.SIZE + "GCM" : ALGORITHMS.get(name);
        return algorithm == null
                ? null
                : new OctetSequenceKey.Builder(secret)
                        .algorithm(new com.nimbusds.jose.Algorithm(algorithm))
                        .keyUse(cipher ? KeyUse.ENCRYPTION : KeyUse.SIGNATURE)
                        .keyID(alias)
                        .build();
    }
}
