package dev.vagus.events.it;

import dev.vagus.events.EventPublisher;
import dev.vagus.events.EventSubscription;
import java.util.Map;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventConstants;
import org.osgi.service.event.EventHandler;

/** A module that leaves as much of itself behind as it can; packed into a bundle of its own by the test. */
public final class LeavingModule implements BundleActivator, EventHandler {
    /** Leaves an object of this module on the thread that ran it. */
    private static final ThreadLocal<LeavingModule> MARK = new ThreadLocal<>();

    /** A payload of a class of this module. */
    public record Payload(String name, Kind kind) {
        /** Another class of this module. */
        public enum Kind {
            /** The only one. */
            ONLY
        }
    }

    @Override
    public void start(BundleContext context) {
        Map<String, Object> properties = Map.of(EventConstants.EVENT_TOPIC, "*");
        context.registerService(EventHandler.class, this, FrameworkUtil.asDictionary(properties));
        EventPublisher events = context.getService(context.getServiceReference(EventPublisher.class));
        events.subscribe(EventSubscription.to("*"), event -> MARK.set(this));
        events.subscribe(EventSubscription.to("Never").matching("(never=true)"), event -> MARK.set(this));
        events.publish("Arrived", Map.of("payload", new Payload("p", Payload.Kind.ONLY)));
    }

    @Override
    public void stop(BundleContext context) {
        EventPublisher events = context.getService(context.getServiceReference(EventPublisher.class));
        events.publish("Left", Map.of("payload", new Payload("p", Payload.Kind.ONLY)));
    }

    @Override
    public void handleEvent(Event event) {
        if (Thread.currentThread().getName().startsWith("vagus-")) {
            MARK.set(this);
        }
    }
}
