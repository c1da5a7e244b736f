package dev.vagus.module;

import java.util.Locale;

/**
 * What kind of failure an error is. The category, not the exception's class, decides whether work is tried again and
 * what a caller may do about it; it survives the way through another bundle's class loader.
 */
public enum ErrorCategory {
    /** The time allowed ran out; whether the work was done is unknown. */
    TIMEOUT,
    /** The module that should answer is not there now: stopped, being updated, or gone. */
    UNAVAILABLE,
    /** There is no room now: a mailbox is full, a limit is reached. Later may be better. */
    BUSY,
    /** The other side of a connection could not be reached. */
    NETWORK,
    /** The code that was called failed. */
    INTERNAL,
    /** The input is wrong; the same input will be wrong again. */
    VALIDATION,
    /** It is not known who calls. */
    AUTHENTICATION,
    /** Who calls is known and may not do this. */
    AUTHORIZATION,
    /** Nothing has that name. */
    NOT_FOUND,
    /** Somebody gave the work up before it was done. */
    CANCELLED;

    private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The category as people read it: lower case with hyphens, such as {@code not-found}. */
    public String label() {
        return label;
    }

    /**
     * The category of any throwable: its own for a {@link VagusException}, {@link #INTERNAL} for everything else that
     * has no better one.
     */
    public static ErrorCategory of(Throwable error) {
        if (error instanceof VagusException vagus) {
            return vagus.category();
        }
        if (error instanceof java.util.concurrent.TimeoutException) {
            return TIMEOUT;
        }
        if (error instanceof java.util.concurrent.CancellationException || error instanceof InterruptedException) {
            return CANCELLED;
        }
        if (error instanceof java.net.SocketException || error instanceof java.net.UnknownHostException) {
            return NETWORK;
        }
        return INTERNAL;
    }
}
