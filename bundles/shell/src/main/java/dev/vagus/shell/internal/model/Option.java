package dev.vagus.shell.internal.model;

/**
 * A word of a command that is known by its name.
 *
 * @param name such as {@code --count}
 * @param value what help calls its value, or the values joined by {@code |}; empty for a flag
 * @param description what it does
 * @param repeatable whether it may be given more than once
 * @param candidates what its value may be
 */
public record Option(String name, String value, String description, boolean repeatable, Candidates candidates) {
    boolean isFlag() {
        return value.isEmpty();
    }

    String usage() {
        return isFlag() ? name : name + " " + value;
    }
}
