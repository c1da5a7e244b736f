package dev.vagus.examples.configuration;

/** Tells everybody of a change of a setting. */
@FunctionalInterface
public interface Announcer {
    /** Tells of one change. */
    void announce(ConfigChanged change);
}
