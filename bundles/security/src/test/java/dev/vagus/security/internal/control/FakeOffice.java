package dev.vagus.security.internal.control;

import dev.vagus.security.IssuedToken;
import dev.vagus.security.Revocation;
import dev.vagus.security.SecuritySnapshot;
import dev.vagus.security.TokenInfo;
import dev.vagus.security.TokenRequest;
import dev.vagus.security.internal.token.ScriptedTokens;
import dev.vagus.security.internal.token.VerifiedToken;
import dev.vagus.spi.Credential;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An office whose tokens are scripted, and which writes down what it is asked for. */
public final class FakeOffice extends ScriptedTokens implements TokenOffice {
    public final List<String> asked = new ArrayList<>();
    public final List<TokenRequest> issued = new ArrayList<>();
    public @Nullable TokenTerms settings;
    public @Nullable RuntimeException refusesSettings;
    public @Nullable RuntimeException refusesRefresh;

    @Override
    public void configure(TokenTerms next) {
        if (refusesSettings != null) {
            throw refusesSettings;
        }
        settings = next;
    }

    @Override
    public Credential examine(String given, String module, long nanos) {
        return authenticate(given, module, nanos);
    }

    @Override
    public IssuedToken issue(TokenRequest request) {
        issued.add(request);
        VerifiedToken token = accept("issued", request.user(), request.scopes().toArray(String[]::new));
        return new IssuedToken("issued", null, token.info());
    }

    @Override
    public IssuedToken refresh(String refreshToken, String module) {
        if (refusesRefresh != null) {
            throw refusesRefresh;
        }
        asked.add("refresh");
        return issue(TokenRequest.user("anna"));
    }

    @Override
    public TokenInfo verify(String token, String module) {
        asked.add("verify");
        return accept("verified", "anna").info();
    }

    @Override
    public long revoke(Revocation which) {
        asked.add("revoke " + which.kind());
        return 3;
    }

    @Override
    public List<TokenInfo> tokens() {
        return List.of(accept("listed", "anna").info());
    }

    @Override
    public List<SecuritySnapshot.Key> keys() {
        return List.of(new SecuritySnapshot.Key("k1", "sig", "ES256", null, null));
    }

    @Override
    public void rotateSigningKey() {
        asked.add("rotate sig");
    }

    @Override
    public void rotateEncryptionKey() {
        asked.add("rotate enc");
    }

    @Override
    public SecuritySnapshot.TokenChecks checks() {
        return SecuritySnapshot.TokenChecks.NONE;
    }

    @Override
    public long known() {
        return 1;
    }

    @Override
    public long revocations() {
        return 2;
    }

    @Override
    public void close() {
        asked.add("close");
    }
}
