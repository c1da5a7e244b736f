package dev.vagus.breaker;

import dev.vagus.module.ErrorCategory;
import dev.vagus.module.RetryAfter;
import dev.vagus.module.VagusException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A circuit breaker refused the call, because what it guards failed too often lately; nothing was called. Category
 * {@code unavailable}.
 */
public final class BreakerOpenException extends VagusException implements RetryAfter {
    private static final long serialVersionUID = 1L;

    private final String target;
    private final transient @Nullable Duration retryAfter;

    /**
     * With a message that names the breaker, why it is open and what to do.
     *
     * @param target what the breaker guards
     * @param retryAfter when it will let a probe through, from now; null when it was opened by hand
     */
    public BreakerOpenException(String message, String target, @Nullable Duration retryAfter) {
        super(ErrorCategory.UNAVAILABLE, message, null);
        this.target = target;
        this.retryAfter = retryAfter;
    }

    /** What the breaker guards, such as {@code LabRunner.ExecuteStep}. */
    public String target() {
        return target;
    }

    @Override
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
