package dev.vagus.security;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Issues, checks, refreshes and revokes tokens: JSON Web Tokens, signed. Bundle-scoped: while security is on, issuing and
 * revoking takes the scope {@code security:tokens}, which is as good as every scope. It works while security is off too, so that tokens can be handed out
 * before it is switched on. Thread-safe; may block while a file is written.
 */
@ProviderType
public interface TokenService {
    /**
     * Issues a token, signed with the newest key.
     *
     * @throws IllegalArgumentException when a scope or the lifetime is not valid, naming it
     * @throws AccessRefusedException when security is on and the calling bundle may not
     */
    IssuedToken issue(TokenRequest request);

    /**
     * Issues an access token and a refresh token in the place of this refresh token, which is used up by that. Shown a
     * second time, it revokes everything that came from it: somebody has copied it.
     *
     * @throws AccessRefusedException when the token is not accepted, with the rule
     */
    IssuedToken refresh(String refreshToken);

    /**
     * Checks a token as an access that shows it does, but for the scopes and the module.
     *
     * @return what it says
     * @throws AccessRefusedException when it is not accepted, with the rule
     */
    TokenInfo verify(String token);

    /**
     * Revokes tokens: they are refused from the next access on, also after a restart, until they would have expired.
     *
     * @return how many tokens known here that are still valid it concerns; tokens of other issuers, and those that were
     *     issued before the list of issued ones began, are revoked too and not counted
     * @throws AccessRefusedException when security is on and the calling bundle may not
     * @throws dev.vagus.module.VagusException when it cannot be written down; it holds in this process all the same
     */
    long revoke(Revocation which);

    /**
     * Tokens that were issued here and have not expired, newest first; at most 10,000. Revoked ones are marked.
     *
     * @throws AccessRefusedException when security is on and the calling bundle may not
     */
    List<TokenInfo> tokens();
}
