package dev.vagus.events.internal.engine;

/** What a handler hears. */
public enum HandlerKind {
    /** OSGi events: {@code org.osgi.service.event.EventHandler}. */
    OSGI("EventHandler"),
    /** Vagus events: {@code dev.vagus.events.ModuleEventHandler}. */
    MODULE("ModuleEventHandler");

    private final String label;

    HandlerKind(String label) {
        this.label = label;
    }

    /** The simple name of its interface. */
    public String label() {
        return label;
    }
}
