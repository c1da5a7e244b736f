package dev.vagus.breaker.internal.component;

import dev.vagus.breaker.BreakerTransition;
import dev.vagus.breaker.CircuitBreakers;
import dev.vagus.breaker.internal.engine.Breaker;
import dev.vagus.breaker.internal.engine.BreakerListener;
import dev.vagus.breaker.internal.engine.Clocks;
import dev.vagus.breaker.internal.middleware.ChannelGuards;
import dev.vagus.breaker.internal.middleware.Population;
import dev.vagus.breaker.internal.middleware.Steps;
import dev.vagus.breaker.internal.policy.PolicyBook;
import dev.vagus.delivery.module.ModuleNames;
import dev.vagus.registry.ApiMiddleware;
import dev.vagus.registry.ApiMiddlewareFactory;
import dev.vagus.registry.MiddlewareOrder;
import dev.vagus.spi.DeliveryGuards;
import dev.vagus.spi.PolicySource;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
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
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the policies and the breakers, and registers what goes around calls. When it stops, calls go on without; guards are
 * refused.
 */
@Component(
        name = BreakerConfig.PID,
        configurationPid = BreakerConfig.PID,
        immediate = true,
        service = ConfiguredPolicies.class)
@Designate(ocd = BreakerConfig.class)
@Capability(namespace = "osgi.implementation", name = "vagus.breaker", version = "1.0.0")
@Capability(
        namespace = "osgi.service",
        attribute = "objectClass:List<String>=\"dev.vagus.breaker.CircuitBreakers\"",
        uses = CircuitBreakers.class)
public final class BreakerComponent
        implements ConfiguredPolicies, ServiceFactory<CircuitBreakers>, SynchronousBundleListener, BreakerListener {
    private static final Logger LOG = LoggerFactory.getLogger(BreakerComponent.class);
    private static final int TIMER_THREADS = 2;

    private final BundleContext context;
    private final BreakerListener log = new TransitionLog();
    private final @Nullable TransitionEvents events;
    private final PolicyBook book = new PolicyBook();
    private final Population population = new Population(book);
    private final ScheduledThreadPoolExecutor timer = newTimer();
    private final Guards guards;
    private final PolicyIntake intake;
    private final AtomicLong epoch = new AtomicLong();
    private final List<ServiceRegistration<?>> services = new ArrayList<>();
    private final ServiceRegistration<?> source;
    private volatile boolean stopped;

    /** Starts everything; called by the component runtime. */
    @Activate
    public BreakerComponent(BundleContext context, Map<String, Object> values) {
        this.context = context;
        events = events(context);
        Bundle self = context.getBundle();
        Steps steps = new Steps(population, Clocks.SYSTEM, this);
        guards = new Guards(population, steps, timer);
        intake = new PolicyIntake(book, ModuleNames.of(self), self.getBundleId());
        intake.usual(BreakerConfig.PID, values);
        context.addBundleListener(this);
        source = context.registerService(PolicySource.class, book, epochProperties());
        book.listen(this::announce);
        around("limits", MiddlewareOrder.LIMITS, steps::limits);
        around("retry", MiddlewareOrder.RETRY, steps::retry, Steps.retryOptions());
        around("breaker", MiddlewareOrder.BREAKER, steps::breaker, Steps.breakerOptions());
        services.add(context.registerService(
                DeliveryGuards.class, new ChannelGuards(population, Clocks.SYSTEM, this), new Hashtable<>()));
        services.add(context.registerService(CircuitBreakers.class.getName(), this, new Hashtable<>()));
    }

    /** Null where nothing exports the package of EventAdmin. */
    private static @Nullable TransitionEvents events(BundleContext context) {
        try {
            return new TransitionEvents(context);
        } catch (NoClassDefFoundError e) {
            LOG.info("there is no org.osgi.service.event, so transitions are logged, but raise no events");
            return null;
        }
    }

    private static ScheduledThreadPoolExecutor newTimer() {
        AtomicInteger numbers = new AtomicInteger();
        ScheduledThreadPoolExecutor made = new ScheduledThreadPoolExecutor(TIMER_THREADS, task -> {
            Thread thread = new Thread(null, task, "vagus-breaker-" + numbers.incrementAndGet(), 0, false);
            thread.setContextClassLoader(BreakerComponent.class.getClassLoader());
            thread.setDaemon(true);
            return thread;
        });
        made.setRemoveOnCancelPolicy(true);
        made.prestartAllCoreThreads();
        return made;
    }

    private void around(String name, int order, ApiMiddlewareFactory factory, String... options) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(ApiMiddleware.NAME_PROPERTY, name);
        properties.put(MiddlewareOrder.PROPERTY, order);
        properties.put(ApiMiddleware.OPTIONS_PROPERTY, options);
        services.add(context.registerService(ApiMiddlewareFactory.class, factory, properties));
    }

    private Dictionary<String, Object> epochProperties() {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(PolicySource.EPOCH, epoch.incrementAndGet());
        return properties;
    }

    /** Tells everybody who keeps what policies say. */
    private synchronized void announce() {
        if (!stopped) {
            source.setProperties(epochProperties());
        }
    }

    @Modified
    void configure(Map<String, Object> values) {
        intake.usual(BreakerConfig.PID, values);
    }

    @Override
    public void put(String pid, Map<String, ?> configuration) {
        intake.put(pid, configuration);
    }

    @Override
    public void remove(String pid) {
        intake.remove(pid);
    }

    /** Takes everything back; calls under way end as they would have. */
    @Deactivate
    void stop() {
        synchronized (this) {
            stopped = true;
        }
        services.forEach(ServiceRegistration::unregister);
        source.unregister();
        context.removeBundleListener(this);
        guards.clear();
        if (events != null) {
            events.close();
        }
        timer.shutdownNow();
        try {
            if (!timer.awaitTermination(1, TimeUnit.SECONDS)) {
                LOG.warn("a thread of dev.vagus.breaker still runs guarded code and was interrupted");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void changed(Breaker breaker, BreakerTransition transition) {
        log.changed(breaker, transition);
        if (events != null) {
            events.changed(breaker, transition);
        }
    }

    @Override
    public CircuitBreakers getService(Bundle bundle, ServiceRegistration<CircuitBreakers> registration) {
        return new BreakersFacade(
                ModuleNames.of(bundle), bundle.getBundleId(), guards, population, book, intake, () -> stopped);
    }

    /** Whoever keeps the facade gets no guard any more; those that are there end when their bundle stops. */
    @Override
    public void ungetService(Bundle bundle, ServiceRegistration<CircuitBreakers> registration, CircuitBreakers facade) {
        if (facade instanceof BreakersFacade own) {
            own.release();
        }
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        if (event.getType() == BundleEvent.STOPPED || event.getType() == BundleEvent.UNINSTALLED) {
            guards.stopped(event.getBundle().getBundleId());
        }
    }
}
