package dev.vagus.bus.internal.component;

import dev.vagus.bus.internal.engine.BusSettings;
import dev.vagus.delivery.configuration.Given;
import dev.vagus.delivery.configuration.Refusals;
import dev.vagus.delivery.module.ModuleNames;
import dev.vagus.module.FailedRegistration;
import java.util.List;
import java.util.Map;
import org.osgi.framework.Bundle;

/** The configurations that the bus and its channels were given, and what is wrong with them. Thread-safe. */
final class Configurations {
    private final Refusals refusals;

    /** None yet; of this bundle. */
    Configurations(Bundle bundle) {
        refusals = new Refusals(ModuleNames.of(bundle), bundle.getBundleId());
    }

    /** Reads the configuration of the bus; where something is wrong, what held before stays. */
    BusSettings bus(Map<String, Object> values, BusSettings former) {
        Given given = Settings.ofBus(values);
        BusSettings settings = Settings.bus(given, former);
        refusals.put(BusConfig.PID, given.wrong());
        return settings;
    }

    /** What is wrong with the configuration of a channel now; nothing when it was mended or deleted. */
    void ofChannel(String pid, List<String> wrong) {
        refusals.put(pid, wrong);
    }

    /** Those that are wrong now, by their PIDs. */
    List<FailedRegistration> failures() {
        return refusals.list();
    }
}
