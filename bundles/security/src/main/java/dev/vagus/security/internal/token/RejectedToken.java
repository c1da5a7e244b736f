package dev.vagus.security.internal.token;

import dev.vagus.security.AccessRule;
import dev.vagus.spi.Credential;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What came of a token that was not accepted.
 *
 * @param rule why
 * @param reason the same as a sentence that says nothing of the token
 * @param retryAfter when another try is worth it; null when time changes nothing
 */
public record RejectedToken(
        AccessRule rule, String reason, @Nullable Duration retryAfter) implements Credential {
    @Override
    public String subject() {
        return "";
    }
}
