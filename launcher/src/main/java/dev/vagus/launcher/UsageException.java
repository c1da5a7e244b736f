package dev.vagus.launcher;

/** A command line that cannot be understood; ends the program with {@link ExitCode#USAGE}. */
final class UsageException extends Exception {
    private static final long serialVersionUID = 1;

    UsageException(String message) {
        super(message);
    }
}
