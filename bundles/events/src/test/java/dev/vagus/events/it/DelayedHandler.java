package dev.vagus.events.it;

import org.osgi.service.event.Event;
import org.osgi.service.event.EventHandler;

/**
 * A component that counts how often it is made. Its bundle has a class of its own, so the count is kept in the JVM's
 * system properties, where the test finds it.
 */
public final class DelayedHandler implements EventHandler {
    private static final String COUNT = DelayedHandler.class.getName();

    /** Called by SCR. */
    public DelayedHandler() {
        System.setProperty(COUNT, String.valueOf(activations() + 1));
    }

    /** How often one was made in this JVM. */
    public static int activations() {
        return Integer.getInteger(COUNT, 0);
    }

    @Override
    public void handleEvent(Event event) {
        if (!event.getTopic().startsWith("delayed/")) {
            throw new IllegalArgumentException(event.getTopic() + " was not asked for");
        }
    }
}
