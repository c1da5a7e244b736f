package dev.vagus.events.internal.component;

import dev.vagus.delivery.module.ModuleNames;
import dev.vagus.events.EventPublisher;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceRegistration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives each bundle its own {@link EventPublisher}, so that events carry the name of the module that raised them. */
final class PublisherFactory implements ServiceFactory<EventPublisher> {
    private static final Logger LOG = LoggerFactory.getLogger(PublisherFactory.class);

    private final Publishing publishing;

    PublisherFactory(Publishing publishing) {
        this.publishing = publishing;
    }

    @Override
    public EventPublisher getService(Bundle bundle, ServiceRegistration<EventPublisher> registration) {
        return new BundlePublisher(publishing, bundle, ModuleNames.of(bundle));
    }

    /** Closes nothing: what a bundle subscribed in code goes when the bundle stops. */
    @Override
    public void ungetService(
            Bundle bundle, ServiceRegistration<EventPublisher> registration, EventPublisher publisher) {
        LOG.debug("Bundle {} gave its EventPublisher back", bundle.getBundleId());
    }
}
