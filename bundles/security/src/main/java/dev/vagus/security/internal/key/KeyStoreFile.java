package dev.vagus.security.internal.key;

import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A keystore, PKCS #12 or JKS, protected by its password. The alias of an entry is the id of its key. */
record KeyStoreFile(Path file, UnaryOperator<@Nullable String> environment) implements KeySource {
    private static final String PASSWORD = "VAGUS_KEYSTORE_PASSWORD";

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
            return JWKSet.load(store, alias -> password.toCharArray());
        } catch (IOException | GeneralSecurityException e) {
            throw new KeyException(
                    name() + " cannot be opened: it is none, or " + PASSWORD + " is not its password", null);
        }
    }
}
