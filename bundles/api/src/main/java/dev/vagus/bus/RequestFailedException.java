package dev.vagus.bus;

import dev.vagus.module.ErrorCategory;
import dev.vagus.module.ErrorRecord;
import dev.vagus.module.VagusException;
import org.jspecify.annotations.Nullable;

/**
 * A request got no answer. The category says why: {@code timeout} when none came in time, {@code not-found} when nobody
 * hears such messages, {@code busy} when too many requests wait, {@code unavailable} when the bus stopped, or when the
 * message was cleared from the last mailbox that had it, as when its module leaves, {@code cancelled} when the waiting
 * thread was interrupted, otherwise that of the handler's failure.
 */
public final class RequestFailedException extends VagusException {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable ErrorRecord error;

    /** With a message that says what to do. */
    public RequestFailedException(ErrorCategory category, String message, @Nullable ErrorRecord error) {
        super(category, message, null);
        this.error = error;
    }

    /** The failure of the handler; null when it was not one. */
    public @Nullable ErrorRecord error() {
        return error;
    }
}
