package dev.vagus.registry.internal.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the operations that were there and left, so that a call of one can say what has become of its module. Bounded:
 * the module that left the longest ago is forgotten first. Not thread-safe; {@link Registrations} guards it.
 */
final class DepartedModules {
    private static final int MAX_MODULES = 256;
    private static final int MAX_OPERATIONS = 1_000;

    private final Map<String, Departed> departed = new LinkedHashMap<>();
    private final Map<String, Integer> present = new HashMap<>();

    /** What {@link #windowEnd} is when nobody waits for the module. */
    static final long NO_WINDOW = Long.MIN_VALUE;

    /**
     * What is known of a module that left.
     *
     * @param owner its bundle
     * @param operations what it offered and does not offer now
     * @param windowEnd until when calls wait for it, on the engine's clock, or {@link #NO_WINDOW}
     * @param failedToStart whether it is known that it did not come back
     */
    record Departed(ModuleIdentity owner, Set<String> operations, long windowEnd, boolean failedToStart) {
        /** Whether there is an end of the window, passed or not. */
        boolean isAwaited() {
            return windowEnd != NO_WINDOW;
        }

        private Departed closed() {
            return new Departed(owner, operations, NO_WINDOW, true);
        }
    }

    /**
     * Remembers what left.
     *
     * @param windowEnd until when calls wait for it, or {@link #NO_WINDOW}
     */
    void left(Provider provider, long windowEnd) {
        String module = provider.offer().module();
        Set<String> operations = new HashSet<>();
        Departed before = departed.remove(module);
        if (before != null) {
            operations.addAll(before.operations());
        }
        for (OperationEntry entry : provider.entries()) {
            if (operations.size() < MAX_OPERATIONS) {
                operations.add(entry.qualifiedName());
            }
        }
        departed.put(module, new Departed(provider.owner(), operations, windowEnd, false));
        if (departed.size() > MAX_MODULES) {
            departed.remove(departed.keySet().iterator().next());
        }
        present.computeIfPresent(module, (name, count) -> count == 1 ? null : count - 1);
    }

    void came(Provider provider) {
        String module = provider.offer().module();
        present.merge(module, 1, Integer::sum);
        Departed before = departed.get(module);
        if (before == null) {
            return;
        }
        for (OperationEntry entry : provider.entries()) {
            before.operations().remove(entry.qualifiedName());
        }
        if (before.operations().isEmpty()) {
            departed.remove(module);
        }
    }

    /** Lets nobody wait any longer for what this bundle offered, since it did not start; returns the names of its modules. */
    List<String> failedToStart(long bundleId) {
        List<String> modules = new ArrayList<>();
        departed.replaceAll((module, known) -> {
            if (known.owner().bundleId() != bundleId) {
                return known;
            }
            modules.add(module);
            return known.closed();
        });
        return modules;
    }

    /** The modules that this bundle offered and does not offer now. */
    List<String> modulesOf(long bundleId) {
        return departed.entrySet().stream()
                .filter(entry -> entry.getValue().owner().bundleId() == bundleId)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Who offered this operation, or anything of its module if nothing of that is left; null for a name never seen. */
    @Nullable
    Departed former(String qualifiedName) {
        String module = moduleOf(qualifiedName);
        Departed known = departed.get(module);
        if (known == null || (!known.operations().contains(qualifiedName) && present.containsKey(module))) {
            return null;
        }
        return known;
    }

    /** The module's part of an operation's name. */
    static String moduleOf(String qualifiedName) {
        int dot = qualifiedName.indexOf('.');
        return dot < 0 ? qualifiedName : qualifiedName.substring(0, dot);
    }
}
