package dev.vagus.events.internal.adapter;

import dev.vagus.delivery.module.ModuleNames;
import dev.vagus.events.EventTopics;
import dev.vagus.events.ModuleEvent;
import dev.vagus.events.internal.engine.EventEngine;
import dev.vagus.events.internal.engine.ModuleEvents;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;

/**
 * Publishes {@code ModuleStarted}, {@code ModuleStopped} and {@code ModuleUpdated} on the channel {@link EventTopics#MODULES_CHANNEL}, one for
 * each such event of a bundle that is a module: an update of a running module is heard as stopped, updated, started. A
 * module is a bundle that has the header {@code Vagus-Module} or requires an implementation {@code vagus.*}; its name and
 * version are read when it starts, so that a stop tells those that ran.
 */
public final class ModuleLife implements BundleListener {
    private final BundleContext context;
    private final EventEngine engine;
    private final ModuleEvents mapping;
    private final String source;
    private final Map<Long, Module> running = new ConcurrentHashMap<>();

    private record Module(String name, String version) {
        static Module of(Bundle bundle) {
            return new Module(ModuleNames.of(bundle), bundle.getVersion().toString());
        }
    }

    /** With the engine to publish by. */
    public ModuleLife(BundleContext context, EventEngine engine, ModuleEvents mapping) {
        this.context = context;
        this.engine = engine;
        this.mapping = mapping;
        this.source = ModuleNames.of(context.getBundle());
    }

    /** Begins; what runs already is known, and not announced. */
    public void open() {
        context.addBundleListener(this);
        for (Bundle bundle : context.getBundles()) {
            if (bundle.getState() == Bundle.ACTIVE && ModuleBundles.isModule(bundle)) {
                running.putIfAbsent(bundle.getBundleId(), Module.of(bundle));
            }
        }
    }

    /** Ends. */
    public void close() {
        context.removeBundleListener(this);
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        Bundle bundle = event.getBundle();
        switch (event.getType()) {
            case BundleEvent.STARTED -> {
                if (ModuleBundles.isModule(bundle)) {
                    Module module = Module.of(bundle);
                    running.put(bundle.getBundleId(), module);
                    publish("ModuleStarted", bundle, module);
                }
            }
            case BundleEvent.STOPPED -> {
                Module module = running.remove(bundle.getBundleId());
                if (module != null) {
                    publish("ModuleStopped", bundle, module);
                }
            }
            case BundleEvent.UPDATED -> {
                if (ModuleBundles.isModule(bundle)) {
                    publish("ModuleUpdated", bundle, Module.of(bundle));
                }
            }
            default -> {
                // Installed, resolved and the like say nothing about a module's life.
            }
        }
    }

    private void publish(String name, Bundle bundle, Module module) {
        Map<String, Object> data =
                Map.of("Module", module.name(), "Version", module.version(), "BundleId", bundle.getBundleId());
        ModuleEvent event = mapping.create(name, EventTopics.MODULES_CHANNEL, source, null, data);
        engine.announce(event);
    }
}
