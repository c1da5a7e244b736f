package dev.vagus.shell.internal.model;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** What a word of a command may be now. Asked by the thread that completes; a service that is not there offers nothing. */
@FunctionalInterface
public interface Candidates {
    /** For a word of which nobody knows what it may be. */
    Candidates NONE = places -> List.of();

    /**
     * The words, in the order in which they are to be shown.
     *
     * @param places the words that are known by their place and stand before this one
     */
    List<String> after(List<String> places);

    /** The same, whatever stands before. */
    static Candidates of(Supplier<List<String>> words) {
        return places -> words.get();
    }

    /** The words of a value such as {@code true|false}; nothing for one that is no choice. */
    static Candidates ofChoice(String value) {
        return value.indexOf('|') < 0
                ? NONE
                : places -> Arrays.stream(value.split("\\|")).toList();
    }
}
