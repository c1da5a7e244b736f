package dev.vagus.security;

import org.jspecify.annotations.Nullable;

/**
 * A token for whoever asked for it. The only thing in Vagus that holds one as text; its own text does not show it.
 *
 * @param accessToken what is shown with calls, messages and events
 * @param refreshToken what gets the next one; null when none was asked for
 * @param info what the access token says
 */
public record IssuedToken(String accessToken, @Nullable String refreshToken, TokenInfo info) {
    /** Says which token it is, without it. */
    @Override
    public String toString() {
        return "token " + info.id() + " of " + info.subject();
    }
}
