package dev.vagus.delivery.structure;

/** A value does not fit the type that it is converted to. The message never holds the value. */
public final class BindException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String path;
    private final String problem;

    BindException(String path, String problem) {
        super(path.isEmpty() ? problem : path + ": " + problem);
        this.path = path;
        this.problem = problem;
    }

    /** Where: a dotted path of names and indexes; empty for the value itself. */
    public String path() {
        return path;
    }

    /** What was expected and what was found. */
    public String problem() {
        return problem;
    }

    BindException below(String name) {
        return new BindException(
                path.isEmpty() ? name : path.startsWith("[") ? name + path : name + '.' + path, problem);
    }

    static BindException expected(String what, Object found) {
        return new BindException("", "expected " + what + ", found " + Structures.kindOf(found));
    }
}
