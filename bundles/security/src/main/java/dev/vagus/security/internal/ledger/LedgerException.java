package dev.vagus.security.internal.ledger;

import dev.vagus.module.ErrorCategory;
import dev.vagus.module.VagusException;
import org.jspecify.annotations.Nullable;

/** What was revoked cannot be read or written down. Says which file and what to do. */
public final class LedgerException extends VagusException {
    private static final long serialVersionUID = 1L;

    /** A failure. */
    public LedgerException(String message, @Nullable Throwable cause) {
        super(ErrorCategory.INTERNAL, message, cause);
    }
}
