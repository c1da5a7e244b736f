package dev.vagus.security;

import dev.vagus.module.RetryAfter;
import dev.vagus.module.VagusException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An access was refused, or a token was not accepted. Nothing was done. The {@link #rule() rule} decides the category:
 * {@code authentication}, {@code authorization}, or {@code busy} for a caller that has failed too often.
 */
public final class AccessRefusedException extends VagusException implements RetryAfter {
    private static final long serialVersionUID = 1L;

    private final AccessRule rule;
    private final transient @Nullable Duration retryAfter;

    /**
     * A refusal.
     *
     * @param message who, what and which rule; nothing of a token
     * @param retryAfter when to ask again, from now; null when time changes nothing
     */
    public AccessRefusedException(AccessRule rule, String message, @Nullable Duration retryAfter) {
        super(rule.category(), message, null);
        this.rule = rule;
        this.retryAfter = retryAfter;
    }

    /** The rule that refuses. */
    public AccessRule rule() {
        return rule;
    }

    @Override
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
