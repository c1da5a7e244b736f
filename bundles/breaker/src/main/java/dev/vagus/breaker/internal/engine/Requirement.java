package dev.vagus.breaker.internal.engine;

/** What settings must be, said with the key that people know. */
final class Requirement {
    private Requirement() {}

    /**
     * Refuses a value.
     *
     * @param rule names the key and what is allowed
     */
    static void of(boolean met, String rule, Object value) {
        if (!met) {
            throw new IllegalArgumentException(rule + ", but is " + value);
        }
    }
}
