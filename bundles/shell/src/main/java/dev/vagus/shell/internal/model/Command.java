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
 * @param destroys whether something is lost by it, so that a person is asked before
 * @param body what it does
 */
public record Command(
        String name,
        String summary,
        List<Argument> arguments,
        List<Option> options,
        List<String> examples,
        boolean destroys,
        Body body) {

    /** The scope of every command. */
    public static final String SCOPE = "vagus";

    /** The option that prints help. */
    public static final String HELP = "--help";

    /** The option that prints results as JSON. */
    public static final String JSON = "--json";

    /** The option that keeps a command which destroys something from asking. */
    public static final String FORCE = "--force";

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
        private boolean destroys;

        private Draft(String name, String summary) {
            this.name = name;
            this.summary = summary;
        }

        /** Adds an argument that must be given. */
        public Draft argument(String argument, String description) {
            return argument(argument, description, List::of);
        }

        /** The same, and what it may be. */
        public Draft argument(String argument, String description, Supplier<List<String>> words) {
            return add(argument, description, Arity.ONE, Candidates.of(words));
        }

        /** Adds an argument that may be left out. */
        public Draft optional(String argument, String description, Supplier<List<String>> words) {
            return add(argument, description, Arity.OPTIONAL, Candidates.of(words));
        }

        /** Adds an argument of any number of words; it must be the last. */
        public Draft many(String argument, String description, Candidates words) {
            return add(argument, description, Arity.MANY, words);
        }

        private Draft add(String argument, String description, Arity arity, Candidates words) {
            arguments.add(new Argument(argument, description, arity, words));
            return this;
        }

        /** Adds an option with a value; a value such as {@code true|false} says what it may be. */
        public Draft option(String option, String value, String description) {
            return add(option, value, description, false, Candidates.ofChoice(value));
        }

        /** The same, and what it may be. */
        public Draft option(String option, String value, String description, Supplier<List<String>> words) {
            return add(option, value, description, false, Candidates.of(words));
        }

        private Draft add(String option, String value, String description, boolean repeatable, Candidates words) {
            options.add(new Option(option, value, description, repeatable, words));
            return this;
        }

        /** Adds an option that has no value. */
        public Draft flag(String option, String description) {
            return option(option, "", description);
        }

        /** Adds an option with a value that may be given more than once. */
        public Draft repeatable(String option, String value, String description) {
            return add(option, value, description, true, Candidates.ofChoice(value));
        }

        /** The same, and what it may be. */
        public Draft repeatable(String option, String value, String description, Supplier<List<String>> words) {
            return add(option, value, description, true, Candidates.of(words));
        }

        /** Adds the option that prints results as JSON. */
        public Draft json() {
            return flag(JSON, "print JSON");
        }

        /** Says that something is lost by it: the body asks by {@link Output#confirm}, and {@value #FORCE} keeps it from that. */
        public Draft destroys() {
            return destroys("do it without asking");
        }

        /** The same where {@value #FORCE} means more than that. */
        public Draft destroys(String force) {
            destroys = true;
            return flag(FORCE, force);
        }

        /** Adds a complete command line that shows how it is used. */
        public Draft example(String line) {
            examples.add(line);
            return this;
        }

        /** Ends the command with what it does. */
        public Command does(Body body) {
            flag(HELP, "show this text");
            return new Command(name, summary, arguments, options, examples, destroys, body);
        }
    }
}
