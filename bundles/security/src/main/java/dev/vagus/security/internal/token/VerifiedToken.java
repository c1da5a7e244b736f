package dev.vagus.security.internal.token;

import dev.vagus.security.TokenInfo;
import dev.vagus.security.internal.access.ScopeSet;
import dev.vagus.spi.Credential;

/** A token that was accepted when it was checked; whether it still is, {@link Tokens#standing} says. Immutable. */
public final class VerifiedToken implements Credential {
    private final TokenInfo info;
    private final ScopeSet scopes;

    VerifiedToken(TokenInfo info) {
        this.info = info;
        this.scopes = ScopeSet.of(info.scopes());
    }

    /** What it says. */
    public TokenInfo info() {
        return info;
    }

    /** What it allows. */
    public ScopeSet scopes() {
        return scopes;
    }

    @Override
    public String subject() {
        return info.subject();
    }

    /** Says which token it is, without it. */
    @Override
    public String toString() {
        return "token " + info.id() + " of " + info.subject();
    }
}
