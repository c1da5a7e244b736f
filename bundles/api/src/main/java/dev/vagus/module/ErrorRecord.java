package dev.vagus.module;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A failure as data: strings only, so that keeping one keeps no class of the module that failed. Immutable.
 *
 * @param category the kind of failure
 * @param type the class name of the throwable
 * @param message its message; empty when it had none
 * @param stack its stack frames, outermost call last, at most {@value #MAX_FRAMES}
 * @param cause the record of its cause, at most {@value #MAX_CAUSES} deep
 */
public record ErrorRecord(
        ErrorCategory category,
        String type,
        String message,
        List<String> stack,
        @Nullable ErrorRecord cause) {

    /** How many stack frames a record keeps. */
    public static final int MAX_FRAMES = 32;

    /** How deep a chain of causes is kept. */
    public static final int MAX_CAUSES = 8;

    /** Copies the frames. */
    public ErrorRecord {
        stack = List.copyOf(stack);
    }

    /** The record of this throwable. Never throws, whatever the throwable's own methods do. */
    public static ErrorRecord of(Throwable error) {
        return of(error, 0);
    }

    private static ErrorRecord of(Throwable error, int depth) {
        List<String> frames = new ArrayList<>();
        for (StackTraceElement frame : error.getStackTrace()) {
            if (frames.size() == MAX_FRAMES) {
                break;
            }
            frames.add(frame.toString());
        }
        Throwable cause = error.getCause();
        ErrorRecord causeRecord = cause == null || cause == error || depth == MAX_CAUSES ? null : of(cause, depth + 1);
        return new ErrorRecord(
                ErrorCategory.of(error), error.getClass().getName(), messageOf(error), frames, causeRecord);
    }

    private static String messageOf(Throwable error) {
        try {
            String message = error.getMessage();
            return message == null ? "" : message;
        } catch (RuntimeException e) {
            return "(getMessage() threw " + e.getClass().getName() + ")";
        }
    }

    /** The class name and the message on one line, such as {@code java.io.IOException: disk full}. */
    public String summary() {
        return message.isEmpty() ? type : type + ": " + message;
    }
}
