package dev.vagus.shell.internal.model;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The words of one command line, by the names of arguments and options. */
public final class Arguments {
    private final Map<String, List<String>> words;

    Arguments(Map<String, List<String>> words) {
        this.words = words;
    }

    /** The word of a required argument. */
    public String get(String name) {
        String word = find(name);
        if (word == null) {
            throw new IllegalStateException("the command does not declare " + name + " as required");
        }
        return word;
    }

    /** The word of an argument or option; null when it was not given. */
    public @Nullable String find(String name) {
        List<String> all = all(name);
        return all.isEmpty() ? null : all.get(all.size() - 1);
    }

    /** The word of an argument or option, or this one when it was not given. */
    public String find(String name, String otherwise) {
        String word = find(name);
        return word == null ? otherwise : word;
    }

    /** Every word of an argument or option. */
    public List<String> all(String name) {
        return words.getOrDefault(name, List.of());
    }

    /** Whether an argument, an option or a flag was given. */
    public boolean has(String name) {
        return words.containsKey(name);
    }

    /** A whole number of at least 1; null when it was not given. */
    public @Nullable Integer count(String name) {
        String word = find(name);
        if (word == null) {
            return null;
        }
        if (!word.matches("[0-9]{1,9}") || Integer.parseInt(word) < 1) {
            throw new CommandException(name + " must be a whole number of at least 1, but is '" + word + "'");
        }
        return Integer.valueOf(word);
    }

    /** A positive length of time; null when it was not given. */
    public @Nullable Duration duration(String name) {
        String word = find(name);
        return word == null ? null : Durations.parse(name, word);
    }

    /** A moment of the past, given as a time or as how long ago; null when it was not given. */
    public @Nullable Instant moment(String name) {
        String word = find(name);
        return word == null ? null : Moments.parse(name, word, ZonedDateTime.now(ZoneId.systemDefault()));
    }

    /** A text of at least one character; null when it was not given. */
    public @Nullable String text(String name) {
        String word = find(name);
        if (word != null && word.isBlank()) {
            throw new CommandException(name + " must not be empty; leave it out for any");
        }
        return word;
    }

    /** One of an enum's constants, in lower case with hyphens or as it is; null when it was not given. */
    public <E extends Enum<E>> @Nullable E choice(String name, Class<E> type) {
        String word = find(name);
        return word == null ? null : Choices.parse(name, word, type);
    }
}
