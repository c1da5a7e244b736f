package dev.vagus.shell.internal.component;

import dev.vagus.shell.internal.model.Command;
import java.util.List;
import org.apache.karaf.shell.api.console.Registry;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;

/**
 * Offers the commands to Karaf's shell while it is there. A tracker, since as a component's reference its classes would
 * be needed, and its service be required, outside Karaf too.
 */
final class KarafAdapter implements ShellAdapter, ServiceTrackerCustomizer<SessionFactory, Registry> {
    private final BundleContext context;
    private final List<KarafCommand> commands;
    private final ServiceTracker<SessionFactory, Registry> tracker;

    KarafAdapter(BundleContext context, List<Command> commands) {
        this.context = context;
        this.commands = commands.stream().map(KarafCommand::new).toList();
        this.tracker = new ServiceTracker<>(context, SessionFactory.class, this);
        tracker.open();
    }

    @Override
    public Registry addingService(ServiceReference<SessionFactory> reference) {
        Registry registry = context.getService(reference).getRegistry();
        commands.forEach(registry::register);
        return registry;
    }

    @Override
    public void modifiedService(ServiceReference<SessionFactory> reference, Registry registry) {
        // Its properties say nothing about commands.
    }

    @Override
    public void removedService(ServiceReference<SessionFactory> reference, Registry registry) {
        commands.forEach(registry::unregister);
        context.ungetService(reference);
    }

    @Override
    public void close() {
        tracker.close();
    }
}
