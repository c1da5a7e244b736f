package dev.vagus.security.internal.token;

import dev.vagus.spi.Credential;
import org.jspecify.annotations.Nullable;

/** Checks tokens. Thread-safe. */
public interface Tokens {
    /**
     * What came of a token: a {@link VerifiedToken}, or a {@link RejectedToken}; also one that was issued to another module
     * than the one that shows it is rejected. One that was checked before is recognised by its string, which is held weakly:
     * that allocates nothing.
     *
     * @param given a token, or {@code Bearer} and a token; foreign input of any length
     * @param module who shows it
     * @param nanos a recent reading of the monotonic clock
     */
    Credential authenticate(String given, String module, long nanos);

    /** Why a token that was accepted is so no more: expired or revoked since; null while it is. Cheap. */
    @Nullable
    RejectedToken standing(VerifiedToken token, long nanos);
}
