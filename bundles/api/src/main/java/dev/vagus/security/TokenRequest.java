package dev.vagus.security;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a token is to say. Immutable.
 *
 * @param module the only module that may show it; empty for any
 * @param user the person or client for whom it speaks; empty when it speaks for the module, which must be named then
 * @param scopes what it allows: scopes, with {@code *} for any run of characters, and roles ({@code role:} before the
 *     name), which stand for what they mean when the token is issued
 * @param lifetime how long the access token lasts; null for the default
 * @param refreshable whether a refresh token comes with it
 */
public record TokenRequest(
        String module,
        String user,
        Set<String> scopes,
        @Nullable Duration lifetime,
        boolean refreshable) {
    /**
     * Copies the scopes.
     *
     * @throws IllegalArgumentException when it names neither module nor user, or the lifetime is not positive
     */
    public TokenRequest {
        if (module.isBlank() && user.isBlank()) {
            throw new IllegalArgumentException("a token needs a module or a user for whom it speaks");
        }
        if (lifetime != null && (lifetime.isNegative() || lifetime.isZero())) {
            throw new IllegalArgumentException("the lifetime of a token must be positive, but is " + lifetime);
        }
        scopes = Set.copyOf(scopes);
    }

    /** For a module, in its own name. */
    public static TokenRequest module(String module, String... scopes) {
        return new TokenRequest(module, "", Set.of(scopes), null, false);
    }

    /** For a person or client, whichever module shows it. */
    public static TokenRequest user(String user, String... scopes) {
        return new TokenRequest("", user, Set.of(scopes), null, false);
    }

    /** The same for this module only. */
    public TokenRequest onlyBy(String onlyModule) {
        return new TokenRequest(onlyModule, user, scopes, lifetime, refreshable);
    }

    /** The same with this lifetime. */
    public TokenRequest lasting(Duration time) {
        return new TokenRequest(module, user, scopes, time, refreshable);
    }

    /** The same with a refresh token. */
    public TokenRequest withRefreshToken() {
        return new TokenRequest(module, user, scopes, lifetime, true);
    }
}
