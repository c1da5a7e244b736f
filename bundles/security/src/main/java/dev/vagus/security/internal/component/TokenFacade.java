package dev.vagus.security.internal.component;

import dev.vagus.security.IssuedToken;
import dev.vagus.security.Revocation;
import dev.vagus.security.TokenInfo;
import dev.vagus.security.TokenRequest;
import dev.vagus.security.TokenService;
import dev.vagus.security.internal.control.TokenOffice;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Tokens as one bundle asks for them. */
final class TokenFacade implements TokenService {
    private static final String TOKENS = "tokens";

    private final Caller caller;
    private final TokenOffice office;

    TokenFacade(Caller caller, TokenOffice office) {
        this.caller = caller;
        this.office = office;
    }

    @Override
    public IssuedToken issue(TokenRequest request) {
        Objects.requireNonNull(request, "request");
        caller.mayManage(TOKENS);
        TokenRequest resolved = new TokenRequest(
                request.module(),
                request.user(),
                caller.point().rules().resolve("the token's scopes", request.scopes()),
                request.lifetime(),
                request.refreshable());
        IssuedToken issued = Privileged.get(() -> office.issue(resolved));
        caller.did(
                TOKENS,
                "has issued " + issued + " with " + issued.info().scopes()
                        + (issued.refreshToken() == null ? "" : " and a refresh token"));
        return issued;
    }

    @Override
    public IssuedToken refresh(String refreshToken) {
        Objects.requireNonNull(refreshToken, "refreshToken");
        return caller.with("refresh", () -> office.refresh(refreshToken, caller.module()));
    }

    @Override
    public TokenInfo verify(String token) {
        Objects.requireNonNull(token, "token");
        return caller.with("verify", () -> office.verify(token, caller.module()));
    }

    @Override
    public long revoke(Revocation which) {
        Objects.requireNonNull(which, "which");
        caller.mayManage(TOKENS);
        long count = Privileged.get(() -> office.revoke(which));
        caller.did(
                TOKENS,
                "has revoked " + which.kind().name().toLowerCase(Locale.ROOT) + ' ' + which.value() + ": " + count);
        return count;
    }

    @Override
    public List<TokenInfo> tokens() {
        caller.mayManage(TOKENS);
        return office.tokens();
    }
}
