package dev.vagus.events.internal.engine;

/** A handler wants to go on at a position that another handler has now. */
public final class PositionTakenException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    PositionTakenException(String module, String position) {
        super("the position '" + position + "' of module " + module
                + " is taken by another handler that is registered; give each handler a position of its own");
    }
}
