package dev.vagus.security.internal.component;

import dev.vagus.security.AccessRefusedException;
import dev.vagus.security.AccessRule;
import dev.vagus.security.IssuedToken;
import dev.vagus.security.Revocation;
import dev.vagus.security.SecuritySnapshot;
import dev.vagus.security.TokenInfo;
import dev.vagus.security.TokenRequest;
import dev.vagus.security.internal.control.TokenOffice;
import dev.vagus.security.internal.control.TokenTerms;
import dev.vagus.security.internal.token.RejectedToken;
import dev.vagus.security.internal.token.VerifiedToken;
import dev.vagus.spi.Credential;
import java.util.List;

/** Knows no key: accepts no token and issues none. */
final class NoTokens implements TokenOffice {
    private static final RejectedToken REJECTED =
            new RejectedToken(AccessRule.TOKEN_KEY, "no key of any issuer is known here", null);

    @Override
    public void configure(TokenTerms settings) {
        // Nothing goes by them.
    }

    @Override
    public Credential authenticate(String given, String module, long nanos) {
        return REJECTED;
    }

    @Override
    public Credential examine(String given, String module, long nanos) {
        return REJECTED;
    }

    @Override
    public RejectedToken standing(VerifiedToken token, long nanos) {
        return REJECTED;
    }

    @Override
    public IssuedToken issue(TokenRequest request) {
        throw refusal();
    }

    @Override
    public IssuedToken refresh(String refreshToken, String module) {
        throw refusal();
    }

    @Override
    public TokenInfo verify(String token, String module) {
        throw refusal();
    }

    private static AccessRefusedException refusal() {
        return new AccessRefusedException(REJECTED.rule(), REJECTED.reason(), null);
    }

    @Override
    public long revoke(Revocation which) {
        return 0;
    }

    @Override
    public List<TokenInfo> tokens() {
        return List.of();
    }

    @Override
    public List<SecuritySnapshot.Key> keys() {
        return List.of();
    }

    @Override
    public void rotateSigningKey() {
        throw refusal();
    }

    @Override
    public void rotateEncryptionKey() {
        throw refusal();
    }

    @Override
    public long known() {
        return 0;
    }

    @Override
    public long revocations() {
        return 0;
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
