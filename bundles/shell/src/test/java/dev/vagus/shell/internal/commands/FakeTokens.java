package dev.vagus.shell.internal.commands;

import dev.vagus.security.AccessRefusedException;
import dev.vagus.security.AccessRule;
import dev.vagus.security.IssuedToken;
import dev.vagus.security.Revocation;
import dev.vagus.security.TokenInfo;
import dev.vagus.security.TokenRequest;
import dev.vagus.security.TokenService;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Tokens in memory: the text of one is {@code access-1}, {@code refresh-1} and so on. */
final class FakeTokens implements TokenService {
    final List<TokenInfo> issued = new ArrayList<>();
    final List<TokenRequest> requests = new ArrayList<>();
    final List<Revocation> revocations = new ArrayList<>();

    @Override
    public IssuedToken issue(TokenRequest request) {
        requests.add(request);
        return next(request.module(), request.user(), request.scopes(), request.refreshable());
    }

    private IssuedToken next(String module, String user, Set<String> scopes, boolean refreshable) {
        int number = issued.size() + 1;
        TokenInfo info = new TokenInfo(
                "id-" + number,
                "vagus",
                module,
                user,
                scopes,
                List.of("vagus"),
                Instant.EPOCH,
                Instant.EPOCH.plusSeconds(7_200),
                "k-sig",
                "ES256",
                false,
                false);
        issued.add(info);
        return new IssuedToken("access-" + number, refreshable ? "refresh-" + number : null, info);
    }

    @Override
    public IssuedToken refresh(String refreshToken) {
        TokenInfo from = verify(refreshToken.replace("refresh", "access"));
        return next(from.module(), from.user(), from.scopes(), true);
    }

    @Override
    public TokenInfo verify(String token) {
        return issued.stream()
                .filter(each -> token.equals(each.id().replace("id", "access")))
                .findFirst()
                .orElseThrow(() -> new AccessRefusedException(
                        AccessRule.TOKEN_SIGNATURE, "the token is not accepted: token-signature", null));
    }

    @Override
    public long revoke(Revocation which) {
        revocations.add(which);
        return issued.size();
    }

    @Override
    public List<TokenInfo> tokens() {
        return issued;
    }
}
