package dev.vagus.benchmarks.metrics;

import dev.vagus.benchmarks.LocalFramework;
import dev.vagus.metrics.TraceLevel;
import dev.vagus.metrics.TraceSpec;
import dev.vagus.metrics.TraceStatus;
import dev.vagus.metrics.Tracing;
import dev.vagus.metrics.internal.component.TracingComponent;
import java.lang.reflect.Constructor;
import java.lang.reflect.Proxy;
import org.osgi.framework.BundleContext;

/** How much of tracing there is. */
public enum TracingCarrier {
    /** Nothing of it. */
    ABSENT,
    /** Its component, as the component runtime would make it by its defaults: off. */
    OFF,
    /** It records at the level basic, in memory. */
    BASIC,
    /** It records steps, routes and hearings too, in memory. */
    DETAILED;

    /** What was begun. */
    public interface Begun extends AutoCloseable {
        /**
         * Ends it.
         *
         * @throws IllegalStateException when it recorded nothing though it should have, or something though it should not
         */
        @Override
        void close();
    }

    /** Begins in this framework. */
    public Begun begin(LocalFramework framework) {
        if (this == ABSENT) {
            return () -> {};
        }
        TracingComponent component = component(framework.context());
        Tracing tracing = framework.service(Tracing.class);
        if (this != OFF) {
            tracing.start(TraceSpec.ALL.at(TraceLevel.valueOf(name())));
        }
        return () -> {
            TraceStatus status = tracing.stop();
            LocalFramework.deactivate(component);
            if (status.records() > 0 != (this != OFF)) {
                throw new IllegalStateException(this + " has made " + status.records() + " records");
            }
        };
    }

    /** Its configuration is not visible, so that its defaults are taken as the component runtime takes them. */
    private static TracingComponent component(BundleContext context) {
        try {
            Constructor<?> constructor = TracingComponent.class.getConstructors()[0];
            Class<?> configuration = constructor.getParameterTypes()[1];
            Object defaults = Proxy.newProxyInstance(
                    configuration.getClassLoader(),
                    new Class<?>[] {configuration},
                    (proxy, method, arguments) -> method.getDefaultValue());
            return (TracingComponent) constructor.newInstance(context, defaults);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the component of tracing does not start", e);
        }
    }
}
