package dev.vagus.shell.internal.model;

import dev.vagus.shell.internal.model.Argument.Arity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a command line strictly: what is not declared is refused, with what was probably meant. Options may stand
 * anywhere, as {@code --name value} or {@code --name=value}; after {@code --} everything is an argument.
 */
final class ArgumentParser {
    private final Command command;
    private final Map<String, List<String>> words = new LinkedHashMap<>();
    private final List<String> places = new ArrayList<>();

    private ArgumentParser(Command command) {
        this.command = command;
    }

    /**
     * The words of this line.
     *
     * @throws CommandException when the line is not as declared
     */
    static Arguments parse(Command command, List<String> line) {
        ArgumentParser parser = new ArgumentParser(command);
        parser.read(line);
        if (!parser.words.containsKey(Command.HELP)) {
            parser.assignPlaces();
        }
        return new Arguments(parser.words);
    }

    private void read(List<String> line) {
        for (int i = 0; i < line.size(); i++) {
            String word = line.get(i);
            if (word.equals("--")) {
                places.addAll(line.subList(i + 1, line.size()));
                return;
            }
            if (!word.startsWith("--")) {
                places.add(word);
                continue;
            }
            int equals = word.indexOf('=');
            Option option = optionNamed(equals < 0 ? word : word.substring(0, equals));
            if (option.isFlag()) {
                if (equals >= 0) {
                    throw wrong(option.name() + " takes no value");
                }
                words.put(option.name(), List.of());
            } else if (equals >= 0) {
                add(option, word.substring(equals + 1));
            } else if (++i < line.size()) {
                add(option, line.get(i));
            } else {
                throw wrong(option.name() + " needs a value: " + option.usage());
            }
        }
    }

    private Option optionNamed(String name) {
        return command.option(name)
                .orElseThrow(() -> wrong("no option " + name
                        + Similar.hint(
                                name,
                                command.options().stream().map(Option::name).toList(),
                                "")));
    }

    private void add(Option option, String value) {
        List<String> values = words.computeIfAbsent(option.name(), n -> new ArrayList<>());
        if (!values.isEmpty() && !option.repeatable()) {
            throw wrong(option.name() + " was given twice");
        }
        values.add(value);
    }

    private void assignPlaces() {
        int next = 0;
        for (Argument argument : command.arguments()) {
            if (argument.arity() == Arity.MANY) {
                words.put(argument.name(), List.copyOf(places.subList(next, places.size())));
                next = places.size();
            } else if (next < places.size()) {
                words.put(argument.name(), List.of(places.get(next++)));
            } else if (argument.arity() == Arity.ONE) {
                throw wrong(argument.name() + " is missing (" + argument.description() + ")");
            }
        }
        if (next < places.size()) {
            throw wrong("'" + places.get(next) + "' is too much");
        }
    }

    private CommandException wrong(String what) {
        String mark = what.endsWith("?") ? " " : "; ";
        return new CommandException(command.name() + ": " + what + mark + "usage: " + HelpText.usage(command));
    }
}
