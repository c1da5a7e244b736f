package dev.vagus.delivery.module;

/** Names of classes for people. */
public final class ClassNames {
    private ClassNames() {}

    /**
     * The class's name without its package and without the class around it, as it is written in its source; that of the
     * class around it for a lambda. The class itself is not asked: {@code getSimpleName} loads the classes around it, which
     * may be missing in its bundle.
     */
    public static String of(Class<?> type) {
        String name = type.getName().substring(type.getName().lastIndexOf('.') + 1);
        int generated = name.indexOf("$$");
        String written = generated > 0 ? name.substring(0, generated) : name;
        String nested = written.substring(written.lastIndexOf('$') + 1);
        return nested.isEmpty() || Character.isDigit(nested.charAt(0)) ? written : nested;
    }
}
