package dev.vagus.registry;

import dev.vagus.module.ErrorCategory;
import dev.vagus.module.RetryAfter;
import dev.vagus.module.VagusException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * There is no room for one more call now: a pool, a rate limit or a bulkhead is exhausted. Nothing was called. Category
 * {@code busy}: later may be better.
 */
public final class CallRefusedException extends VagusException implements RetryAfter {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable Duration retryAfter;

    /** With a message that says which limit was reached. */
    public CallRefusedException(String message) {
        this(message, null);
    }

    /**
     * With a message that says which limit was reached.
     *
     * @param retryAfter when there will be room, from now; null when that is not known
     */
    public CallRefusedException(String message, @Nullable Duration retryAfter) {
        super(ErrorCategory.BUSY, message, null);
        this.retryAfter = retryAfter;
    }

    @Override
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
