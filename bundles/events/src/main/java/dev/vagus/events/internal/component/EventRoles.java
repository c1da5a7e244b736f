package dev.vagus.events.internal.component;

import dev.vagus.events.internal.adapter.FrameworkAdapters;
import dev.vagus.events.internal.engine.EventEngine;
import dev.vagus.events.internal.tracking.Neighbours;
import org.osgi.framework.BundleContext;

/** Alone: the adapters of the framework's own events. Beside another EventAdmin: none, since that one has them. */
final class EventRoles implements Neighbours.Roles {
    private final FrameworkAdapters adapters;

    EventRoles(BundleContext context, EventEngine engine) {
        adapters = new FrameworkAdapters(context, engine, System::currentTimeMillis);
    }

    @Override
    public void alone() {
        adapters.open();
    }

    @Override
    public void beside() {
        adapters.close();
    }

    @Override
    public void none() {
        adapters.close();
    }
}
