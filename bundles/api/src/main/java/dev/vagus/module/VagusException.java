package dev.vagus.module;

import org.jspecify.annotations.Nullable;

/**
 * The root of every exception that Vagus throws. Its message says what failed, which id, and what to do; its
 * {@linkplain #category() category} says what kind of failure it is. Modules may throw subclasses of their own to choose
 * the category of a failure.
 */
public abstract class VagusException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCategory category;

    /** An exception of this category; the message is shown to people. */
    protected VagusException(ErrorCategory category, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.category = category;
    }

    /** The kind of failure. */
    public final ErrorCategory category() {
        return category;
    }
}
