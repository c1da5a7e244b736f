package dev.vagus.shell.internal.model;

/**
 * A command failed; the message is the one line that a person needs. Shells print such an exception in their own ways:
 * Gogo prints {@link #toString()}, and Karaf the bare message of an exception of just this simple name.
 */
public final class CommandException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With a line that says what is wrong and what would be right. */
    public CommandException(String message) {
        super(message);
    }

    /** The message alone. */
    @Override
    public String toString() {
        return String.valueOf(getMessage());
    }
}
