package dev.vagus.delivery.structure;

/** The two usual spellings of a name: {@code module} and {@code Module}. */
public final class Names {
    private Names() {}

    /** The name with the case of its first letter changed. */
    public static String otherCase(String name) {
        if (name.isEmpty()) {
            return name;
        }
        char first = name.charAt(0);
        char other = Character.isUpperCase(first) ? Character.toLowerCase(first) : Character.toUpperCase(first);
        return other + name.substring(1);
    }
}
