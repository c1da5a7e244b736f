package dev.vagus.security.internal.token;

import dev.vagus.spi.Credential;
import org.jspecify.annotations.Nullable;

/**
 * A token on whose behalf something is done that nobody showed it for.
 *
 * @param token the one that was shown before
 */
public record InheritedToken(VerifiedToken token) implements Credential {
    /** The token of a credential, shown or inherited; null when it is none of ours. */
    public static @Nullable VerifiedToken tokenOf(@Nullable Credential credential) {
        if (credential instanceof VerifiedToken shown) {
            return shown;
        }
        return credential instanceof InheritedToken inherited ? inherited.token : null;
    }

    @Override
    public String subject() {
        return token.subject();
    }

    /** Says which token it is, without it. */
    @Override
    public String toString() {
        return token.toString();
    }
}
