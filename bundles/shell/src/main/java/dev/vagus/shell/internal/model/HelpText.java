package dev.vagus.shell.internal.model;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The text that {@code --help} prints, made from a command's declaration. */
public final class HelpText {
    private HelpText() {}

    /** The command line in one line. */
    public static String usage(Command command) {
        String arguments = command.arguments().stream()
                .map(argument -> " " + argument.usage())
                .collect(Collectors.joining());
        return command.name() + arguments + " [OPTIONS]";
    }

    /** The whole text. */
    public static List<String> of(Command command) {
        List<String> lines = new ArrayList<>();
        lines.add(Command.SCOPE + ":" + command.name() + " - " + command.summary());
        lines.add("");
        lines.add("Usage: " + usage(command));
        int width = Math.max(
                command.arguments().stream()
                        .mapToInt(a -> a.name().length())
                        .max()
                        .orElse(0),
                command.options().stream()
                        .mapToInt(o -> o.usage().length())
                        .max()
                        .orElse(0));
        if (!command.arguments().isEmpty()) {
            lines.add("");
            lines.add("Arguments:");
            command.arguments().forEach(a -> lines.add(line(a.name(), a.description(), width)));
        }
        lines.add("");
        lines.add("Options:");
        command.options()
                .forEach(o -> lines.add(line(
                        o.usage(), o.description() + (o.repeatable() ? "; may be given more than once" : ""), width)));
        lines.add("");
        lines.add(command.examples().size() == 1 ? "Example:" : "Examples:");
        command.examples().forEach(example -> lines.add("  " + example));
        return lines;
    }

    private static String line(String word, String description, int width) {
        return "  " + word + " ".repeat(width - word.length()) + "  " + description;
    }
}
