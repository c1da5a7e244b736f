package dev.vagus.registry.internal.engine;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
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

    private record Departed(ModuleIdentity owner, Set<String> operations) {}

    void left(Provider provider) {
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
        departed.put(module, new Departed(provider.owner(), operations));
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

    /** Who offered this operation, or anything of its module if nothing of that is left; null for a name never seen. */
    @Nullable
    ModuleIdentity formerOwner(String qualifiedName) {
        int dot = qualifiedName.indexOf('.');
        String module = dot < 0 ? qualifiedName : qualifiedName.substring(0, dot);
        Departed known = departed.get(module);
        if (known == null || (!known.operations().contains(qualifiedName) && present.containsKey(module))) {
            return null;
        }
        return known.owner();
    }
}
