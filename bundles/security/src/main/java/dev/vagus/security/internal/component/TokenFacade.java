package dev.vagus.security.internal.component;

import dev.vagus.security.IssuedToken;
import dev.vagus.security.Revocation;
import dev.vagus.security.TokenInfo;
import dev.vagus.security.TokenRequest;
import dev.vagus.security.TokenService;
import dev.vagus.security.internal.control.TokenOffice;
import java.util.List;
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
        return Privileged.get(() -> office.issue(resolved));
    }

    @Override
    public IssuedToken refresh(String refreshToken) {
        caller.mustRun();
        Objects.requireNonNull(refreshToken, "refreshToken");
        return Privileged.get(() -> office.refresh(refreshToken, caller.module()));
    }

    @Override
    public TokenInfo verify(String token) {
        caller.mustRun();
        return office.verify(Objects.requireNonNull(token, "token"), caller.module());
    }

    @Override
    public long revoke(Revocation which) {
        Objects.requireNonNull(which, "which");
        caller.mayManage(TOKENS);
        return Privileged.get(() -> office.revoke(which));
    }

    @Override
    public List<TokenInfo> tokens() {
        caller.mayManage(TOKENS);
        return office.tokens();
    }
}
