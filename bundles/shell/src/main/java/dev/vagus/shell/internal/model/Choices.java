package dev.vagus.shell.internal.model;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Enum constants as people type them: lower case with hyphens. */
public final class Choices {
    private Choices() {}

    /** All of them, joined for a help text. */
    public static String of(Class<? extends Enum<?>> type) {
        return String.join("|", labels(type));
    }

    static <E extends Enum<E>> E parse(String name, String word, Class<E> type) {
        String wanted = word.toUpperCase(Locale.ROOT).replace('-', '_');
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(wanted)) {
                return constant;
            }
        }
        throw new CommandException(
                name + " must be one of " + String.join(", ", labels(type)) + ", but is '" + word + "'");
    }

    private static List<String> labels(Class<? extends Enum<?>> type) {
        return Arrays.stream(type.getEnumConstants()).map(Choices::label).toList();
    }

    /** One of them. */
    public static String label(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
