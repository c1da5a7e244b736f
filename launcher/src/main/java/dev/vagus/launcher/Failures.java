package dev.vagus.launcher;

import org.jspecify.annotations.Nullable;

/** Turns a throwable into the one line that a person reads. */
public final class Failures {
    private static final int MAX_LENGTH = 400;

    private Failures() {}

    /** The deepest cause: its type's simple name and the first line of its message. */
    public static String cause(Throwable failure) {
        Throwable root = failure;
        for (int depth = 0; root.getCause() != null && depth < 50; depth++) {
            root = root.getCause();
        }
        String line = firstLine(root.getMessage());
        String type = root.getClass().getSimpleName();
        return line.isEmpty() ? type : type + ": " + line;
    }

    /** The first line of the message of the failure itself, or its type when it has none. */
    public static String message(Throwable failure) {
        String line = firstLine(failure.getMessage());
        return line.isEmpty() ? failure.getClass().getSimpleName() : line;
    }

    private static String firstLine(@Nullable String text) {
        String line = text == null ? "" : text.strip().lines().findFirst().orElse("");
        return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH) + "…";
    }
}
