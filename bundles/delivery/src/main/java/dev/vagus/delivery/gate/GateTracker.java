package dev.vagus.delivery.gate;

import dev.vagus.spi.Gate;
import dev.vagus.spi.GateKeeper;
import java.io.File;
import java.util.Hashtable;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;

/**
 * Follows the {@link Gate} services and offers the {@link GateKeeper} of one bundle. A gate is in force when the call that
 * registers its service returns, and asked no more when the one that unregisters it does.
 */
public final class GateTracker implements ServiceTrackerCustomizer<Gate, Gate>, AutoCloseable {
    private final BundleContext context;
    private final String guarded;
    private final Gates gates;
    private final ServiceTracker<Gate, Gate> tracker;
    private volatile @Nullable ServiceRegistration<GateKeeper> keeper;

    /**
     * Reads which gates are required, and follows nothing yet.
     *
     * @param context of the bundle that asks them
     * @param guarded what it guards, the value of {@link GateKeeper#GUARDED_PROPERTY}
     */
    public GateTracker(BundleContext context, String guarded) {
        this.context = context;
        this.guarded = guarded;
        File folder = context.getDataFile("");
        this.gates = new Gates(
                guarded, folder == null ? null : folder.toPath(), context.getProperty(GateKeeper.REQUIRED_PROPERTY));
        this.tracker = new ServiceTracker<>(context, Gate.class, this);
    }

    /** What is to be asked. */
    public Gates gates() {
        return gates;
    }

    /** Takes up the gates that are there, then offers the keeper; to be called before what is guarded is offered. */
    public void open() {
        tracker.open();
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put(GateKeeper.GUARDED_PROPERTY, guarded);
        keeper = context.registerService(GateKeeper.class, gates, properties);
        gates.begin();
    }

    /** Ends both; what is guarded has gone before. */
    @Override
    public void close() {
        gates.end();
        ServiceRegistration<GateKeeper> offered = keeper;
        keeper = null;
        if (offered != null) {
            offered.unregister();
        }
        tracker.close();
    }

    @Override
    public @Nullable Gate addingService(ServiceReference<Gate> reference) {
        Gate gate = context.getService(reference);
        if (gate != null) {
            add(reference, gate);
        }
        return gate;
    }

    @Override
    public void modifiedService(ServiceReference<Gate> reference, Gate gate) {
        add(reference, gate);
    }

    @Override
    public void removedService(ServiceReference<Gate> reference, Gate gate) {
        gates.remove(id(reference));
        context.ungetService(reference);
    }

    private void add(ServiceReference<Gate> reference, Gate gate) {
        int ranking = reference.getProperty(Constants.SERVICE_RANKING) instanceof Integer given ? given : 0;
        Object name = reference.getProperty(Gate.NAME_PROPERTY);
        gates.add(name instanceof String text ? text : "", ranking, id(reference), gate);
    }

    private static long id(ServiceReference<?> reference) {
        return (Long) reference.getProperty(Constants.SERVICE_ID);
    }
}
