package dev.vagus.metrics.internal.component;

import dev.vagus.metrics.internal.meter.Meters;
import org.osgi.annotation.bundle.Capability;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;

/** Measures while it is active. */
@Component(name = MetricsConfig.PID, immediate = true, service = MetricsComponent.class)
@Designate(ocd = MetricsConfig.class)
@Capability(namespace = "osgi.implementation", name = "vagus.metrics", version = "1.0.0")
public final class MetricsComponent {
    private static final int SERIES = 1000;

    private final Meters meters = new Meters(SERIES, System::nanoTime);

    /** The recorders. */
    Meters meters() {
        return meters;
    }

    /** How many series there may be of each kind. */
    int seriesMax() {
        return SERIES;
    }
}
