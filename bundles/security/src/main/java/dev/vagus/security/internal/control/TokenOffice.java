package dev.vagus.security.internal.control;

import dev.vagus.security.AccessRefusedException;
import dev.vagus.security.IssuedToken;
import dev.vagus.security.Revocation;
import dev.vagus.security.SecuritySnapshot;
import dev.vagus.security.TokenInfo;
import dev.vagus.security.TokenRequest;
import dev.vagus.security.internal.token.Tokens;
import dev.vagus.spi.Credential;
import java.util.List;

/** All that is done with tokens and keys. Thread-safe; what writes a file may block. */
public interface TokenOffice extends Tokens, AutoCloseable {
    /**
     * Goes by these from now on.
     *
     * @throws RuntimeException when they are wrong or a file cannot be read; then it goes by what was before
     */
    void configure(TokenTerms settings);

    /** The same as {@link #authenticate}, but nothing counts against the module. */
    Credential examine(String given, String module, long nanos);

    /**
     * Issues a token. Its scopes are valid, and roles have become what they stand for.
     *
     * @throws IllegalArgumentException when the lifetime is not valid
     */
    IssuedToken issue(TokenRequest request);

    /**
     * Issues the next one in the place of this refresh token.
     *
     * @param module who shows it
     * @throws AccessRefusedException when that is not accepted
     */
    IssuedToken refresh(String refreshToken, String module);

    /**
     * Checks an access token, whichever module may show it.
     *
     * @param module who asks
     * @throws AccessRefusedException when it is not accepted
     */
    TokenInfo verify(String token, String module);

    /** Revokes tokens, and says how many it concerns. */
    long revoke(Revocation which);

    /** Tokens that were issued here and have not expired, newest first. */
    List<TokenInfo> tokens();

    /** The keys, newest first, signatures before encryption; none of them itself. */
    List<SecuritySnapshot.Key> keys();

    /**
     * Makes a new key for signatures.
     *
     * @throws IllegalStateException when keys are given by configuration
     */
    void rotateSigningKey();

    /** The same for encryption. */
    void rotateEncryptionKey();

    /** What came of the tokens that were shown. */
    SecuritySnapshot.TokenChecks checks();

    /** How many checked tokens are remembered. */
    long known();

    /** How many revocations are in force. */
    long revocations();

    @Override
    void close();
}
