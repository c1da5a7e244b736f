package dev.vagus.module;

/**
 * A setting that holds, and where it comes from.
 *
 * @param key its name, with its unit, such as {@code timeout.ms}
 * @param value a {@link Long}, {@link Double}, {@link Boolean}, {@link String} or a list of strings
 * @param source where it comes from, for people: the PID of a configuration, such as {@code dev.vagus.policy~lab},
 *     {@code call}, or {@code default}
 */
public record Setting(String key, Object value, String source) {
    /** The source of what nobody has set. */
    public static final String DEFAULT = "default";

    /** Such as {@code timeout.ms=500 (dev.vagus.policy~lab)}. */
    @Override
    public String toString() {
        return key + '=' + value + " (" + source + ')';
    }
}
