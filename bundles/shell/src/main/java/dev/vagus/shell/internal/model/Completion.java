package dev.vagus.shell.internal.model;

import dev.vagus.shell.internal.model.Argument.Arity;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the word at the cursor may become: the value of the option before it, an option that may still be given, or what
 * stands at this place. The shell leaves out what does not fit what was typed.
 */
public final class Completion {
    /**
     * One of them.
     *
     * @param word as it is typed
     * @param description what it does; empty where the word says it
     * @param ends whether the word ends with it; {@code KEY=} goes on
     */
    public record Candidate(String word, String description, boolean ends) {}

    private final Command command;
    private final List<String> places = new ArrayList<>();
    private final Set<String> given = new LinkedHashSet<>();
    private @Nullable Option open;
    private boolean placesOnly;

    private Completion(Command command, List<String> before) {
        this.command = command;
        before.forEach(this::read);
    }

    /**
     * The candidates.
     *
     * @param before the words between the command's name and the cursor's word
     * @param begun what was typed of the cursor's word
     */
    public static List<Candidate> of(Command command, List<String> before, String begun) {
        Completion line = new Completion(command, before);
        Option open = line.open;
        if (open != null) {
            return line.words(open.candidates(), "");
        }
        int equals = begun.indexOf('=');
        if (!line.placesOnly && begun.startsWith("--") && equals > 0) {
            String name = begun.substring(0, equals);
            return command.option(name)
                    .map(option -> line.words(option.candidates(), name + "="))
                    .orElse(List.of());
        }
        if (!line.placesOnly && begun.startsWith("-")) {
            return line.options();
        }
        List<Candidate> words = line.words(line.argument(), "");
        return words.isEmpty() && begun.isEmpty() && !line.placesOnly ? line.options() : words;
    }

    /** Whether an option may still be given on a line with these words. */
    public static boolean allows(Command command, List<String> before, String option) {
        return new Completion(command, before)
                .options().stream().anyMatch(each -> each.word().equals(option));
    }

    private void read(String word) {
        if (open != null) {
            open = null;
        } else if (placesOnly || !word.startsWith("--")) {
            places.add(word);
        } else if (word.equals("--")) {
            placesOnly = true;
        } else {
            int equals = word.indexOf('=');
            String name = equals < 0 ? word : word.substring(0, equals);
            given.add(name);
            open = equals < 0
                    ? command.option(name).filter(option -> !option.isFlag()).orElse(null)
                    : null;
        }
    }

    private Candidates argument() {
        List<Argument> arguments = command.arguments();
        if (places.size() < arguments.size()) {
            return arguments.get(places.size()).candidates();
        }
        Argument last = arguments.isEmpty() ? null : arguments.get(arguments.size() - 1);
        return last != null && last.arity() == Arity.MANY ? last.candidates() : Candidates.NONE;
    }

    private List<Candidate> words(Candidates candidates, String prefix) {
        return candidates.after(List.copyOf(places)).stream()
                .distinct()
                .filter(word -> !word.isEmpty())
                .map(word -> new Candidate(prefix + word, "", !word.endsWith("=")))
                .toList();
    }

    private List<Candidate> options() {
        return command.options().stream()
                .filter(option -> option.repeatable() || !given.contains(option.name()))
                .map(option -> new Candidate(option.name(), option.description(), true))
                .toList();
    }
}
