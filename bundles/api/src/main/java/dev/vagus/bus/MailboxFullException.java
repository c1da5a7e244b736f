package dev.vagus.bus;

import dev.vagus.module.ErrorCategory;
import dev.vagus.module.VagusException;

/** At least one mailbox had no room for a message; the subscriptions that had room got it. Category {@code busy}. */
public final class MailboxFullException extends VagusException {
    private static final long serialVersionUID = 1L;

    /** With a message that says what to do. */
    public MailboxFullException(String message) {
        super(ErrorCategory.BUSY, message, null);
    }
}
