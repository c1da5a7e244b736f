package dev.vagus.shell.internal.model;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where a command prints, and what is known of it. Used by the thread that runs the command. */
public final class Output {
    private final PrintStream stream;
    private final Screen screen;

    /** Who sits at the terminal and can be asked. */
    @FunctionalInterface
    public interface Person {
        /**
         * The answer; null when the person only ended the input.
         *
         * @throws InterruptedException when the person broke it off
         */
        @Nullable
        String answer(String question) throws InterruptedException;
    }

    /**
     * What is at the other end.
     *
     * @param width how many columns a line has; 0 when that is not known, as of a file
     * @param colours whether it shows colours
     * @param person who sits there and can break a command off; null for nobody
     */
    public record Screen(
            int width, boolean colours, @Nullable Person person) {
        /** A file, a pipe, a script: nobody there. */
        public static final Screen NONE = new Screen(0, false, null);
    }

    /** An output on this screen. */
    public Output(PrintStream stream, Screen screen) {
        this.stream = stream;
        this.screen = screen;
    }

    /** How many columns a line has; 0 when that is not known. */
    public int width() {
        return screen.width();
    }

    /** Whether a person sits there who can break a command off. */
    public boolean isInteractive() {
        return screen.person() != null;
    }

    /** The text in this tone, where colours are shown. */
    public String toned(Tone tone, String text) {
        return screen.colours() ? tone.of(text) : text;
    }

    /**
     * Goes on only if {@value Command#FORCE} was given, or a person agrees.
     *
     * @param what what would be lost, such as {@code channel Orders goes with 3 messages}
     * @throws CommandException when it is not to be done, or nobody can be asked
     */
    public void confirm(Arguments arguments, String what) throws InterruptedException {
        if (arguments.has(Command.FORCE)) {
            return;
        }
        Person person = screen.person();
        if (person == null) {
            throw new CommandException(
                    what + "; nobody can be asked without a terminal: give " + Command.FORCE + " if that is meant");
        }
        String answer = person.answer(toned(Tone.WARNING, what) + ". Go on? [y/N] ");
        String word = answer == null ? "" : answer.strip().toLowerCase(Locale.ROOT);
        if (!word.equals("y") && !word.equals("yes")) {
            throw new CommandException("nothing was done");
        }
    }

    /** Tells a person who waits what for; nobody else. */
    public void progress(String text) {
        if (isInteractive()) {
            line(text + "; Ctrl-C ends the wait");
        }
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

    /** Prints rows as they fit. */
    public <T> void table(Table<T> table, List<T> rows) {
        lines(table.lines(rows, screen.width(), screen.colours()));
    }

    /** Prints structure as people read it. */
    public void structure(@Nullable Object value) {
        lines(StructureText.lines(value, screen.width()));
    }

    /** Prints a sentence, on as many lines as it takes. */
    public void sentence(String text) {
        lines(screen.width() == 0 ? List.of(text) : Wrapping.of(text, screen.width()));
    }

    /** Prints structure as JSON, on several lines. */
    public void json(@Nullable Object value) {
        line(Json.pretty(value));
    }
}
