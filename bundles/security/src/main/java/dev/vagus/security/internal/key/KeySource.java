package dev.vagus.security.internal.key;

import com.nimbusds.jose.jwk.JWKSet;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Where our own keys are. */
public interface KeySource {
    /** Where, for people: a path or the name of a variable. */
    String name();

    /**
     * The keys as they are now; empty when there are none yet.
     *
     * @throws KeyException when there are some that cannot be read, or that others can read too
     */
    JWKSet read();

    /** Whether keys can be made and kept here. */
    default boolean isOurs() {
        return false;
    }

    /**
     * Replaces the keys; they are on the disk when this returns.
     *
     * @throws IllegalStateException when they are given from outside
     * @throws KeyException when they cannot be written
     */
    default void write(JWKSet keys) {
        throw new IllegalStateException("the keys are given by " + name() + ": rotate them there, and restart");
    }

    /**
     * The source that a configuration names: nothing for a file of our own; {@code file:PATH} or a path for a JWK set;
     * {@code env:NAME} for a JWK or JWK set in a variable; {@code keystore:PATH} for PKCS #12 or JKS, whose password is in the
     * variable {@code VAGUS_KEYSTORE_PASSWORD}.
     *
     * @param spec what the configuration says; empty for nothing
     * @param own the file of our own
     * @param environment reads a variable; gives null when there is none
     */
    static KeySource of(String spec, Path own, UnaryOperator<@Nullable String> environment) {
        String text = spec.trim();
        if (text.isEmpty()) {
            return new KeyFile(own, true);
        }
        if (text.startsWith("env:")) {
            return new KeyVariable(text.substring("env:".length()), environment);
        }
        if (text.startsWith("keystore:")) {
            return new KeyStoreFile(Path.of(text.substring("keystore:".length())), environment);
        }
        return new KeyFile(Path.of(text.startsWith("file:") ? text.substring("file:".length()) : text), false);
    }
}
