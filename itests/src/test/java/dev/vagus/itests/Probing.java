package dev.vagus.itests;

import dev.vagus.bus.MessageBus;
import dev.vagus.bus.SubscriptionSpec;
import dev.vagus.registry.ApiRegistry;
import dev.vagus.registry.OperationSpec;
import java.util.Map;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;

/**
 * The activator of a module that uses the registry and the bus within the very event that tells of them, and again whenever
 * its {@code Runnable} is run. It reports what became of that.
 */
public final class Probing implements BundleActivator {
    static final String FILTER = "(vagus.itests=probe)";

    @Override
    public void start(BundleContext context) throws Exception {
        Runnable all = () -> {
            call(context, context.getServiceReference(ApiRegistry.class));
            send(context, context.getServiceReference(MessageBus.class));
        };
        context.registerService(Runnable.class, all, InModule.properties(Map.of("vagus.itests", "probe")));
        context.addServiceListener(
                event -> appeared(context, event), "(objectClass=" + ApiRegistry.class.getName() + ")");
        context.addServiceListener(
                event -> appeared(context, event), "(objectClass=" + MessageBus.class.getName() + ")");
    }

    @Override
    public void stop(BundleContext context) {
        InModule.report(context, "the probe stops");
    }

    private static void appeared(BundleContext context, ServiceEvent event) {
        if (event.getType() != ServiceEvent.REGISTERED) {
            return;
        }
        ServiceReference<?> reference = event.getServiceReference();
        Object service = context.getService(reference);
        if (service instanceof ApiRegistry registry) {
            registry.register(OperationSpec.of("Probe", "Run"), call -> "passed");
            call(context, reference);
        } else if (service instanceof MessageBus bus) {
            bus.subscribe(
                    SubscriptionSpec.on("Probe", Object.class),
                    message -> InModule.report(context, "heard " + message.data()));
            send(context, reference);
        }
    }

    private static void call(BundleContext context, ServiceReference<?> reference) {
        try {
            InModule.report(
                    context, "call " + ((ApiRegistry) context.getService(reference)).invoke("Probe.Run", Map.of()));
        } catch (RuntimeException e) {
            InModule.report(context, "call " + e.getClass().getSimpleName());
        }
    }

    private static void send(BundleContext context, ServiceReference<?> reference) {
        try {
            ((MessageBus) context.getService(reference)).send("Probe", "T", "it");
            InModule.report(context, "message passed");
        } catch (RuntimeException e) {
            InModule.report(context, "message " + e.getClass().getSimpleName());
        }
    }
}
