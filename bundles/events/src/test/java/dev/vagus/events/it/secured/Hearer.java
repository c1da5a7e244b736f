package dev.vagus.events.it.secured;

import java.util.Hashtable;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.event.EventHandler;

/** A module that hears all events and tells a consumer; to make its handler it needs a permission that posters lack. */
public final class Hearer implements BundleActivator, ServiceFactory<EventHandler> {
    /** The system property that its handler is made from. */
    public static final String SECRET = "dev.vagus.events.it.secret";

    private Consumer<String> news = topic -> {};

    @Override
    @SuppressWarnings("unchecked")
    public void start(BundleContext context) {
        news = (Consumer<String>) Objects.requireNonNull(
                context.getService(Objects.requireNonNull(context.getServiceReference(Consumer.class))));
        context.registerService(EventHandler.class, this, new Hashtable<>(Map.of("event.topics", "*")));
    }

    @Override
    public EventHandler getService(Bundle bundle, ServiceRegistration<EventHandler> registration) {
        String prefix = System.getProperty(SECRET) + " ";
        return event -> news.accept(prefix.concat(event.getTopic()));
    }

    @Override
    public void ungetService(Bundle bundle, ServiceRegistration<EventHandler> registration, EventHandler handler) {
        news.accept("ungotten");
    }

    @Override
    public void stop(BundleContext context) {
        news = topic -> {};
    }
}
