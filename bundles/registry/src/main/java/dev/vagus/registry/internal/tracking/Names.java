package dev.vagus.registry.internal.tracking;

import java.util.regex.Pattern;

/** What modules, operations and parameters may be called. */
public final class Names {
    private static final Pattern MODULE = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*");
    private static final Pattern OPERATION = Pattern.compile("[A-Za-z0-9_-]+");

    private Names() {}

    /** The module name itself, or a refusal. */
    public static String module(String name) {
        if (!MODULE.matcher(name).matches()) {
            throw new Refusal("the module name '" + name
                    + "' is not valid: use letters, digits, _ and -, starting with a letter");
        }
        return name;
    }

    /** The operation name itself, or a refusal. */
    public static String operation(String name) {
        if (!OPERATION.matcher(name).matches()) {
            throw new Refusal("the operation name '" + name + "' is not valid: use letters, digits, _ and -");
        }
        return name;
    }

    static String parameter(String name) {
        if (name.isBlank()) {
            throw new Refusal("a parameter must have a name");
        }
        return name;
    }
}
