package dev.vagus.shell.internal.model;

import java.io.PrintStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a command prints, and what is known of it. Used by the thread that runs the command. */
public final class Output {
    private final PrintStream stream;
    private final int width;
    private final boolean interactive;

    /**
     * An output.
     *
     * @param width how many columns a line has; 0 when that is not known
     * @param interactive whether a person sits there who can break a command off
     */
    public Output(PrintStream stream, int width, boolean interactive) {
        this.stream = stream;
        this.width = width;
        this.interactive = interactive;
    }

    /** How many columns a line has; 0 when that is not known. */
    public int width() {
        return width;
    }

    /** Whether a person sits there who can break a command off. */
    public boolean isInteractive() {
        return interactive;
    }

    /** Prints a line and shows it at once. */
    public void line(String text) {
        stream.println(text);
        stream.flush();
    }

    /** Prints lines. */
    public void lines(List<String> lines) {
        lines.forEach(stream::println);
        stream.flush();
    }

    /** Prints structure as JSON, on several lines. */
    public void json(@Nullable Object value) {
        line(Json.pretty(value));
    }
}
