package dev.vagus.events.internal.tracking;

import dev.vagus.events.internal.engine.Interest;
import java.util.function.Predicate;
import org.osgi.framework.ServiceReference;
import org.osgi.service.event.Event;

/** Reads from a service's properties what the handler wants. */
@FunctionalInterface
interface InterestReader {
    /**
     * What it wants.
     *
     * @param access which events its bundle may hear
     * @throws InvalidHandlerException when that cannot be
     */
    Interest read(ServiceReference<?> reference, Predicate<Event> access);
}
