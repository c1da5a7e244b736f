package dev.vagus.shell.internal.model;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A command line in the making, for a person to repeat: words that the shell would read itself are quoted. */
public final class CommandLine {
    private static final Pattern BARE = Pattern.compile("[A-Za-z0-9_.,/:+-]+");

    private final List<String> words = new ArrayList<>();

    /** Begins with the command's name. */
    public CommandLine(String command) {
        words.add(command);
    }

    /** Adds a word; none when it is null. */
    public CommandLine word(@Nullable String word) {
        if (word != null) {
            words.add(quoted(word));
        }
        return this;
    }

    /** Adds an option with its value; neither when that is null. */
    public CommandLine option(String name, @Nullable Object value) {
        if (value != null) {
            words.add(name);
            words.add(quoted(value.toString()));
        }
        return this;
    }

    /** Adds a flag, when it is set. */
    public CommandLine flag(String name, boolean set) {
        if (set) {
            words.add(name);
        }
        return this;
    }

    private static String quoted(String word) {
        if (BARE.matcher(word).matches()) {
            return word;
        }
        return word.contains("'") ? '"' + word.replaceAll("([\"\\\\$])", "\\\\$1") + '"' : "'" + word + "'";
    }

    /** The line. */
    @Override
    public String toString() {
        return String.join(" ", words);
    }
}
