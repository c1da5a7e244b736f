package dev.vagus.shell.internal.model;

/**
 * A word of a command that is known by its place.
 *
 * @param name what help calls it, in capitals
 * @param description what it means
 * @param arity how many words it takes
 * @param candidates what it may be
 */
public record Argument(String name, String description, Arity arity, Candidates candidates) {
    /** How many words an argument takes. */
    public enum Arity {
        /** Exactly one. */
        ONE,
        /** One or none. */
        OPTIONAL,
        /** Any number; the last argument only. */
        MANY
    }

    String usage() {
        return switch (arity) {
            case ONE -> name;
            case OPTIONAL -> "[" + name + "]";
            case MANY -> "[" + name + "...]";
        };
    }
}
