package dev.vagus.shell.internal.model;

import dev.vagus.shell.internal.model.Argument.Arity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A command as data: its words are declared, so that parsing, help and completion are the same for all. Immutable.
 *
 * @param name its name within the scope {@value #SCOPE}
 * @param summary what it does, on one line
 * @param arguments the words known by their place
 * @param options the words known by their name
 * @param examples complete command lines
 * @param candidates what the first argument may be now, for completion and help with typing errors
 * @param body what it does
 */
public record Command(
        String name,
        String summary,
        List<Argument> arguments,
        List<Option> options,
        List<String> examples,
        Supplier<List<String>> candidates,
        Body body) {

    /** The scope of every command. */
    public static final String SCOPE = "vagus";

    /** The option that prints help. */
    public static final String HELP = "--help";

    /** The option that prints results as JSON. */
    public static final String JSON = "--json";

    /** What a command does. */
    @FunctionalInterface
    public interface Body {
        /**
         * Does it.
         *
         * @throws CommandException when it fails for a reason that the user can do something about
         * @throws InterruptedException when the user broke it off
         */
        void run(Arguments arguments, Output output) throws InterruptedException;
    }

    /** Copies the lists. */
    public Command {
        arguments = List.copyOf(arguments);
        options = List.copyOf(options);
        examples = List.copyOf(examples);
    }

    /** Starts a command; {@link Draft#does} ends it. */
    public static Draft named(String name, String summary) {
        return new Draft(name, summary);
    }

    Optional<Option> option(String optionName) {
        return options.stream().filter(o -> o.name().equals(optionName)).findFirst();
    }

    /** A command in the making. */
    public static final class Draft {
        private final String name;
        private final String summary;
        private final List<Argument> arguments = new ArrayList<>();
        private final List<Option> options = new ArrayList<>();
        private final List<String> examples = new ArrayList<>();
        private Supplier<List<String>> candidates = List::of;

        private Draft(String name, String summary) {
            this.name = name;
            this.summary = summary;
        }

        /** Adds an argument that must be given. */
        public Draft argument(String argument, String description) {
            arguments.add(new Argument(argument, description, Arity.ONE));
            return this;
        }

        /** Adds an argument that may be left out. */
        public Draft optional(String argument, String description) {
            arguments.add(new Argument(argument, description, Arity.OPTIONAL));
            return this;
        }

        /** Adds an argument of any number of words; it must be the last. */
        public Draft many(String argument, String description) {
            arguments.add(new Argument(argument, description, Arity.MANY));
            return this;
        }

        /** Adds an option with a value. */
        public Draft option(String option, String value, String description) {
            options.add(new Option(option, value, description, false));
            return this;
        }

        /** Adds an option that has no value. */
        public Draft flag(String option, String description) {
            return option(option, "", description);
        }

        /** Adds an option with a value that may be given more than once. */
        public Draft repeatable(String option, String value, String description) {
            options.add(new Option(option, value, description, true));
            return this;
        }

        /** Adds the option that prints results as JSON. */
        public Draft json() {
            options.add(new Option(JSON, "", "print JSON", false));
            return this;
        }

        /** Adds a complete command line that shows how it is used. */
        public Draft example(String line) {
            examples.add(line);
            return this;
        }

        /** Says what the first argument may be. */
        public Draft completedBy(Supplier<List<String>> words) {
            candidates = words;
            return this;
        }

        /** Ends the command with what it does. */
        public Command does(Body body) {
            options.add(new Option(HELP, "", "show this text", false));
            return new Command(name, summary, arguments, options, examples, candidates, body);
        }
    }
}
