package dev.vagus.metrics.internal.selftest;

import dev.vagus.security.AccessRefusedException;
import dev.vagus.security.AccessRule;
import dev.vagus.security.IssuedToken;
import dev.vagus.security.Revocation;
import dev.vagus.security.TokenInfo;
import dev.vagus.security.TokenRequest;
import dev.vagus.security.TokenService;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** What is tried of tokens. They are worth nothing, live a minute, and are revoked at the end. */
final class TokenChecks {
    private static final String CONCERN = "security";
    private static final String USER = "vagus-self-test";
    private static final String SCOPE = "self-test:nothing";
    private static final Duration LIFE = Duration.ofMinutes(1);

    private TokenChecks() {}

    static List<Check> all() {
        return List.of(
                new Check(CONCERN, "token made and verified", TokenChecks::verified),
                new Check(CONCERN, "changed token refused", TokenChecks::tampered),
                new Check(CONCERN, "revoked token refused", TokenChecks::revoked));
    }

    private static String verified(Scene scene) {
        IssuedToken token = issue(scene);
        TokenInfo told = scene.tokens().verify(token.accessToken());
        Texts.expect("the token's id", token.info().id(), told.id());
        Texts.expect("its subject", USER, told.subject());
        Texts.expect("its scopes", Set.of(SCOPE), told.scopes());
        return "signed with " + told.algorithm() + " by the key " + told.keyId();
    }

    private static String tampered(Scene scene) {
        String token = issue(scene).accessToken();
        int signature = token.lastIndexOf('.') + 1;
        char other = token.charAt(signature) == 'A' ? 'B' : 'A';
        String changed = token.substring(0, signature) + other + token.substring(signature + 1);
        AccessRule rule = refusal(scene.tokens(), changed, "a token whose signature was changed");
        if (rule != AccessRule.TOKEN_SIGNATURE && rule != AccessRule.THROTTLED) {
            throw new CheckFailed("a token whose signature was changed was refused by the rule " + rule.label()
                    + "; expected " + AccessRule.TOKEN_SIGNATURE.label());
        }
        return "refused by the rule " + rule.label();
    }

    private static String revoked(Scene scene) {
        IssuedToken token = issue(scene);
        scene.tokens().revoke(Revocation.token(token.info().id()));
        AccessRule rule = refusal(scene.tokens(), token.accessToken(), "a revoked token");
        Texts.expect("the rule", AccessRule.TOKEN_REVOKED, rule);
        return "refused by the rule " + rule.label();
    }

    private static AccessRule refusal(TokenService tokens, String token, String what) {
        try {
            tokens.verify(token);
        } catch (AccessRefusedException e) {
            return e.rule();
        }
        throw new CheckFailed(what + " was accepted");
    }

    private static IssuedToken issue(Scene scene) {
        TokenService tokens = scene.tokens();
        IssuedToken token = tokens.issue(TokenRequest.user(USER, SCOPE).lasting(LIFE));
        scene.later(() -> tokens.revoke(Revocation.token(token.info().id())));
        return token;
    }
}
