package dev.vagus.bus;

import dev.vagus.module.ErrorCategory;
import dev.vagus.module.ErrorRecord;
import dev.vagus.module.VagusException;
import org.jspecify.annotations.Nullable;

/**
 * An interceptor has refused a message, or failed. An interceptor throws it to choose the category and say why; what
 * senders and dead letters get of it names the interceptor and its module, and holds no class of theirs.
 */
public final class MessageRefusedException extends VagusException {
    private static final long serialVersionUID = 1L;

    private final String interceptor;
    private final transient @Nullable ErrorRecord error;

    /** A refusal, as an interceptor throws it; the message says why and what to do. */
    public MessageRefusedException(ErrorCategory category, String message) {
        this(category, message, "", null);
    }

    /** A refusal by the interceptor of this name, as senders get it. */
    public MessageRefusedException(
            ErrorCategory category, String message, String interceptor, @Nullable ErrorRecord error) {
        super(category, message, null);
        this.interceptor = interceptor;
        this.error = error;
    }

    /** The name of the interceptor; empty until the bus has added it. */
    public String interceptor() {
        return interceptor;
    }

    /** What the interceptor threw; null when there is nothing more to know than the message. */
    public @Nullable ErrorRecord error() {
        return error;
    }
}
