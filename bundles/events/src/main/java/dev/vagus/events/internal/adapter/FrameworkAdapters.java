package dev.vagus.events.internal.adapter;

import dev.vagus.events.internal.engine.EventEngine;
import java.util.function.LongSupplier;
import org.osgi.framework.BundleContext;

/**
 * The adapters of section 113.6 of the specification: they post what happens to the framework, to bundles and to services,
 * and what is logged and configured where the log service and the Config Admin do not post that.
 * Only while no other EventAdmin does. They run on the thread on which it is told and never block.
 */
public final class FrameworkAdapters {
    private final BundleContext context;
    private final FrameworkEvents frameworkEvents;
    private final BundleEvents bundleEvents;
    private final ServiceEvents serviceEvents;
    private final Logs logs;
    private final Configurations configurations;

    /** With the engine to post to and the clock for {@code timestamp}. */
    public FrameworkAdapters(BundleContext context, EventEngine engine, LongSupplier wallClockMillis) {
        this.context = context;
        frameworkEvents = new FrameworkEvents(new Adapter(engine, wallClockMillis, FrameworkEvents.TOPIC_PREFIX));
        bundleEvents = new BundleEvents(new Adapter(engine, wallClockMillis, BundleEvents.TOPIC_PREFIX));
        serviceEvents = new ServiceEvents(new Adapter(engine, wallClockMillis, ServiceEvents.TOPIC_PREFIX));
        logs = new Logs(context, engine);
        configurations =
                new Configurations(context, new Adapter(engine, wallClockMillis, ConfigurationEvents.TOPIC_PREFIX));
    }

    /** Begins. */
    public void open() {
        context.addFrameworkListener(frameworkEvents);
        context.addBundleListener(bundleEvents);
        context.addServiceListener(serviceEvents);
        logs.open();
        configurations.open();
    }

    /** Ends. */
    public void close() {
        configurations.close();
        logs.close();
        context.removeServiceListener(serviceEvents);
        context.removeBundleListener(bundleEvents);
        context.removeFrameworkListener(frameworkEvents);
    }
}
