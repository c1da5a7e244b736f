package dev.vagus.metrics.internal.component;

import dev.vagus.metrics.Tracing;
import dev.vagus.metrics.internal.trace.TraceEngine;
import dev.vagus.metrics.internal.trace.TraceSettings;
import dev.vagus.spi.FlowTracer;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Offers {@link Tracing} to each bundle, and the {@link FlowTracer} while tracing is on, and only then. */
@Component(
        configurationPid = MetricsConfig.PID,
        immediate = true,
        service = {})
@Capability(
        namespace = "osgi.service",
        attribute = "objectClass:List<String>=\"dev.vagus.metrics.Tracing\"",
        uses = Tracing.class)
public final class TracingComponent implements ServiceFactory<Tracing>, SynchronousBundleListener {
    private static final Logger LOG = LoggerFactory.getLogger(TracingComponent.class);

    private final BundleContext context;
    private final TraceEngine engine;
    private final Set<BundleTracing> handedOut = ConcurrentHashMap.newKeySet();
    private final ServiceRegistration<?> service;

    /** With the lock of the engine, as {@link #offer} is. */
    private @Nullable ServiceRegistration<FlowTracer> tracer;

    /** Starts it; called by the component runtime. */
    @Activate
    public TracingComponent(BundleContext context, MetricsConfig config) {
        this.context = context;
        TraceSettings settings = settings(config);
        engine = new TraceEngine(
                settings == null ? TraceSettings.DEFAULT : settings, Clock.systemUTC(), System::nanoTime, this::offer);
        context.addBundleListener(this);
        service = context.registerService(Tracing.class.getName(), this, null);
        engine.begin();
    }

    /** Takes up a changed configuration; one that is not valid is refused as far as tracing goes. */
    @Modified
    void configure(MetricsConfig config) {
        TraceSettings settings = settings(config);
        if (settings != null) {
            engine.configure(settings);
        }
    }

    private static @Nullable TraceSettings settings(MetricsConfig config) {
        try {
            return TraceConfiguration.settings(config);
        } catch (RuntimeException e) {
            LOG.debug("what held of tracing before stays, the status says why", e);
            return null;
        }
    }

    /** The new one comes before the former one goes, so that nothing is missed between them. */
    private void offer(@Nullable FlowTracer next) {
        ServiceRegistration<FlowTracer> former = tracer;
        tracer = next == null ? null : context.registerService(FlowTracer.class, next, null);
        if (former != null) {
            former.unregister();
        }
    }

    /** Ends tracing, its file and its tails. */
    @Deactivate
    void stop() {
        service.unregister();
        context.removeBundleListener(this);
        engine.close();
        handedOut.clear();
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        if (event.getType() == BundleEvent.STOPPED) {
            for (BundleTracing each : handedOut) {
                if (each.isOf(event.getBundle().getBundleId())) {
                    handedOut.remove(each);
                    each.end();
                }
            }
        }
    }

    @Override
    public Tracing getService(Bundle bundle, ServiceRegistration<Tracing> registration) {
        BundleTracing made = new BundleTracing(engine, bundle.getBundleId());
        handedOut.add(made);
        return made;
    }

    /** Closes nothing: the tails of a bundle end when it stops. */
    @Override
    public void ungetService(Bundle bundle, ServiceRegistration<Tracing> registration, Tracing given) {
        if (given instanceof BundleTracing made && made.isIdle()) {
            handedOut.remove(made);
        }
    }
}
