package dev.vagus.events.it.secured;

import dev.vagus.events.EventPublisher;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** A module that publishes Vagus events when it is told to, on the stack of whoever tells it. */
public final class Publisher implements BundleActivator {
    /** Data with a component that only reflection takes apart. */
    public record Plan(Poster.Step step) {}

    @Override
    public void start(BundleContext context) {
        EventPublisher events = Objects.requireNonNull(
                context.getService(Objects.requireNonNull(context.getServiceReference(EventPublisher.class))));
        UnaryOperator<String> publish = command -> publish(events, command);
        context.registerService(UnaryOperator.class, publish, null);
    }

    /** Does {@code map}, {@code record} or {@code channel} with the name after a blank; what it is refused with, or nothing. */
    private static String publish(EventPublisher events, String command) {
        String name = command.substring(command.indexOf(' ') + 1);
        Plan plan = new Plan(new Poster.Step("first"));
        try {
            if (command.startsWith("map ")) {
                events.publish(name, Map.of("step", plan.step()));
            } else if (command.startsWith("record ")) {
                events.publish(name, plan);
            } else {
                events.event(name).channel("Forbidden").publish();
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
