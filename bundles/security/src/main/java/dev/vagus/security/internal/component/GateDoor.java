package dev.vagus.security.internal.component;

import dev.vagus.security.internal.control.Door;
import dev.vagus.spi.Gate;
import java.util.Hashtable;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** Registers the gate and takes it back. */
final class GateDoor implements Door {
    private final BundleContext context;
    private final Gate gate;
    private @Nullable ServiceRegistration<Gate> registration;

    GateDoor(BundleContext context, Gate gate) {
        this.context = context;
        this.gate = gate;
    }

    @Override
    public void open() {
        if (registration == null) {
            registration =
                    context.registerService(Gate.class, gate, new Hashtable<>(Map.of(Gate.NAME_PROPERTY, "security")));
        }
    }

    @Override
    public void close() {
        if (registration != null) {
            registration.unregister();
            registration = null;
        }
    }
}
