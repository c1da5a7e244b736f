package dev.vagus.benchmarks.events;

import java.util.Map;

/** The EventAdmins that are compared. */
public enum EventCarrier {
    /** The events bundle of Vagus with its defaults. */
    VAGUS,
    /** Felix Event Admin with its defaults: a handler that takes more than 5 s is put on a list and gets nothing more. */
    FELIX,
    /**
     * The same without that: {@code org.apache.felix.eventadmin.Timeout} of at most 100 ms means none, and then handlers of
     * sent events run on the sender's thread.
     */
    FELIX_NO_TIMEOUT;

    /** Starts it, without handlers. */
    public EventFramework open() {
        return switch (this) {
            case VAGUS -> EventFramework.vagus(Map.of());
            case FELIX -> EventFramework.felix(Map.of());
            case FELIX_NO_TIMEOUT -> EventFramework.felix(Map.of("Timeout", "0"));
        };
    }
}
