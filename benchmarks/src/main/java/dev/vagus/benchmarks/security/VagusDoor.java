package dev.vagus.benchmarks.security;

import dev.vagus.security.internal.token.TokenEngine;
import dev.vagus.security.internal.token.VerifiedToken;
import dev.vagus.spi.Credential;

/** Ours, as the gate asks it. */
final class VagusDoor implements TokenDoor {
    private static final String MODULE = "LabRunner";

    private final TokenEngine engine;

    VagusDoor(TokenEngine engine) {
        this.engine = engine;
    }

    @Override
    public String subject(String token, long nanos) {
        Credential found = engine.authenticate(token, MODULE, nanos);
        if (found instanceof VerifiedToken verified && engine.standing(verified, nanos) == null) {
            return verified.subject();
        }
        throw new IllegalStateException("refused: " + found);
    }
}
