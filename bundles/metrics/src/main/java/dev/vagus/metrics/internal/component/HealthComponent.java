package dev.vagus.metrics.internal.component;

import dev.vagus.metrics.internal.status.Judgement;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import org.apache.felix.hc.api.HealthCheck;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Registers one health check for each component of Vagus. Off until {@link HealthSwitch} has found their API. */
@Component(name = HealthComponent.NAME, enabled = false, immediate = true, service = HealthComponent.class)
public final class HealthComponent {
    /** The component's name. */
    static final String NAME = "dev.vagus.metrics.health";

    private final List<ServiceRegistration<HealthCheck>> checks = new ArrayList<>();

    /** Called by the component runtime. */
    @Activate
    public HealthComponent(BundleContext context, @Reference StatusSource status) {
        for (String component : Judgement.COMPONENTS) {
            Dictionary<String, Object> properties = new Hashtable<>();
            properties.put(HealthCheck.NAME, "Vagus " + component);
            properties.put(HealthCheck.TAGS, new String[] {"vagus", component});
            ComponentCheck check = new ComponentCheck(component, () -> status.report(context.getBundle()));
            checks.add(context.registerService(HealthCheck.class, check, properties));
        }
    }

    @Deactivate
    void stop() {
        checks.forEach(ServiceRegistration::unregister);
    }
}
