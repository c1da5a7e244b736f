package dev.vagus.delivery.configuration;

import dev.vagus.module.FailedRegistration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is wrong with the latest version of each configuration of one bundle, until it is mended or deleted. Thread-safe. */
public final class Refusals {
    private final String module;
    private final long bundleId;

    /** Guarded by itself. */
    private final Map<String, String> reasons = new TreeMap<>();

    /**
     * Of a bundle that reads configurations.
     *
     * @param module its name as a module
     */
    public Refusals(String module, long bundleId) {
        this.module = module;
        this.bundleId = bundleId;
    }

    /**
     * A configuration was read.
     *
     * @param wrong everything that is wrong with it; empty when nothing is, or when it was deleted
     */
    public void put(String pid, List<String> wrong) {
        synchronized (reasons) {
            if (wrong.isEmpty()) {
                reasons.remove(pid);
            } else {
                reasons.put(pid, String.join("; ", wrong));
            }
        }
    }

    /** Those that are refused now, in whole or in part, by their PIDs. */
    public List<FailedRegistration> list() {
        synchronized (reasons) {
            List<FailedRegistration> all = new ArrayList<>();
            reasons.forEach((pid, reason) ->
                    all.add(new FailedRegistration("configuration", pid, module, bundleId, -1, reason)));
            return all;
        }
    }
}
