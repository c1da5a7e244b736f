package dev.vagus.events.it.secured;

import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;

/** A module that raises events when it is told to, on the stack of whoever tells it. */
public final class Poster implements BundleActivator {
    /** Data that cannot be made structure without reflection, which posters may not do. */
    public static final class Step {
        private final String name;

        Step(String name) {
            this.name = name;
        }

        /** The step's name. */
        public String getName() {
            return name;
        }
    }

    @Override
    public void start(BundleContext context) {
        EventAdmin admin = Objects.requireNonNull(
                context.getService(Objects.requireNonNull(context.getServiceReference(EventAdmin.class))));
        UnaryOperator<String> raise = command -> raise(admin, command);
        context.registerService(UnaryOperator.class, raise, null);
    }

    /** Does {@code send} or {@code post} with the topic after a blank; the message of what it is refused with, or nothing. */
    private static String raise(EventAdmin admin, String command) {
        String topic = command.substring(command.indexOf(' ') + 1);
        Event event = new Event(topic, Map.of("step", new Step("first")));
        try {
            if (command.startsWith("send ")) {
                admin.sendEvent(event);
            } else {
                admin.postEvent(event);
            }
            return "";
        } catch (SecurityException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Override
    public void stop(BundleContext context) {
        context.getBundle();
    }
}
