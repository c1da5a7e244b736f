package dev.vagus.metrics.internal.component;

import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Switches the health checks on where this bundle is wired to their API, so that nobody hears of them elsewhere. */
@Component(name = "dev.vagus.metrics.health.switch", immediate = true, service = HealthSwitch.class)
public final class HealthSwitch {
    private static final String API = "org.apache.felix.hc.api.HealthCheck";

    @Activate
    void start(ComponentContext context) {
        try {
            Class.forName(API, false, HealthSwitch.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            return;
        }
        context.enableComponent(HealthComponent.NAME);
    }
}
