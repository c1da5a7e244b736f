package dev.vagus.breaker.internal.component;

import dev.vagus.breaker.internal.engine.Guarded;
import dev.vagus.breaker.internal.middleware.GuardedCode;
import dev.vagus.breaker.internal.middleware.Population;
import dev.vagus.breaker.internal.middleware.Steps;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.regex.Pattern;

/** The guards of all bundles: each from its first use until its bundle stops. Thread-safe. */
final class Guards {
    private static final int MOST = 1_000;
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]*");

    private final Population population;
    private final Steps steps;
    private final ScheduledExecutorService timer;
    private final Map<Long, Map<String, GuardedCode>> byBundle = new ConcurrentHashMap<>();

    Guards(Population population, Steps steps, ScheduledExecutorService timer) {
        this.population = population;
        this.steps = steps;
        this.timer = timer;
    }

    /** The guard of that name of a bundle. */
    GuardedCode of(String module, long bundleId, String name) {
        Map<String, GuardedCode> own = byBundle.get(bundleId);
        GuardedCode known = own == null ? null : own.get(name);
        return known != null ? known : make(module, bundleId, name);
    }

    private synchronized GuardedCode make(String module, long bundleId, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("the name '" + name + "' of a guard of module " + module
                    + " is not valid: it must start with a letter and consist of letters, digits, _ - and .");
        }
        Map<String, GuardedCode> own = byBundle.getOrDefault(bundleId, Map.of());
        GuardedCode known = own.get(name);
        if (known != null) {
            return known;
        }
        if (own.size() >= MOST) {
            throw new IllegalStateException("module " + module + " has " + MOST + " guards already, and so no room for "
                    + name + "; name what is guarded, not each use of it");
        }
        Guarded guarded = new Guarded("guard:" + module + "." + name, module, bundleId);
        GuardedCode fresh = new GuardedCode(population, steps.breaker(guarded), timer);
        Map<String, GuardedCode> more = new HashMap<>(own);
        more.put(name, fresh);
        byBundle.put(bundleId, more);
        return fresh;
    }

    /** A bundle has stopped. */
    synchronized void stopped(long bundleId) {
        Map<String, GuardedCode> own = byBundle.remove(bundleId);
        if (own != null) {
            own.values().forEach(GuardedCode::close);
        }
    }

    /** All have. */
    synchronized void clear() {
        List.copyOf(byBundle.keySet()).forEach(this::stopped);
    }
}
