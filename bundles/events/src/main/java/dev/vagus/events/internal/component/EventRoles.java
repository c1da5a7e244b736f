package dev.vagus.events.internal.component;

import dev.vagus.events.internal.adapter.FrameworkAdapters;
import dev.vagus.events.internal.engine.EventEngine;
import dev.vagus.events.internal.tracking.NeighbourFeed;
import dev.vagus.events.internal.tracking.Neighbours;
import org.osgi.framework.BundleContext;

/** Alone: the adapters of the framework's own events. Beside another EventAdmin: the feed from it. Never both. */
final class EventRoles implements Neighbours.Roles {
    private final FrameworkAdapters adapters;
    private final NeighbourFeed feed;

    EventRoles(BundleContext context, EventEngine engine) {
        adapters = new FrameworkAdapters(context, engine, System::currentTimeMillis);
        feed = new NeighbourFeed(context, engine);
    }

    @Override
    public void alone() {
        feed.close();
        adapters.open();
    }

    @Override
    public void beside() {
        adapters.close();
        feed.open();
    }

    @Override
    public void none() {
        adapters.close();
        feed.close();
    }
}
