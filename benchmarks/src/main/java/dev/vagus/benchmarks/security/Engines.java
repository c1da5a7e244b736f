package dev.vagus.benchmarks.security;

import com.nimbusds.jose.jwk.JWKSet;
import dev.vagus.security.internal.token.Surroundings;
import dev.vagus.security.internal.token.TokenEngine;
import dev.vagus.security.internal.token.TokenSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;

/** Opens engines, and reads the keys that they have made. */
final class Engines {
    private Engines() {}

    static TokenEngine open(TokenSettings settings) {
        return new TokenEngine(settings, Surroundings.ofProcess(Runnable::run));
    }

    static JWKSet keys(Path folder) {
        try {
            return JWKSet.parse(Files.readString(folder.resolve("keys.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ParseException e) {
            throw new IllegalStateException("the keys are no JWK set", e);
        }
    }

    static Path folder() {
        try {
            return Files.createTempDirectory("token-check");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void delete(Path folder) {
        try (var files = Files.list(folder)) {
            for (Path each : files.toList()) {
                Files.delete(each);
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
