package dev.vagus.registry.internal.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who owns which module name: the first bundle location that offered operations under it, until that bundle is
 * uninstalled. Others wait. Not thread-safe; {@link Registrations} guards it.
 */
final class ModuleClaims {
    private final Map<String, ModuleIdentity> owners = new HashMap<>();
    private final Map<String, List<Placement>> waiting = new HashMap<>();

    /** Claims the name; returns null for success, else the owner that it belongs to. */
    @Nullable
    ModuleIdentity claim(String module, ModuleIdentity claimant) {
        ModuleIdentity owner = owners.putIfAbsent(module, claimant);
        return owner == null || owner.location().equals(claimant.location()) ? null : owner;
    }

    void await(Placement placement) {
        waiting.computeIfAbsent(placement.offer().module(), name -> new ArrayList<>())
                .add(placement);
    }

    /** Who waits for this name, in order. */
    List<Placement> waiting(String module) {
        return waiting.getOrDefault(module, List.of());
    }

    void forget(Placement placement) {
        List<Placement> others = waiting.get(placement.offer().module());
        if (others != null && others.remove(placement) && others.isEmpty()) {
            waiting.remove(placement.offer().module());
        }
    }

    /** Frees the names of a bundle that was uninstalled; returns those who waited for them, in order. */
    List<Placement> release(String location) {
        List<Placement> freed = new ArrayList<>();
        owners.entrySet().removeIf(claim -> {
            if (!claim.getValue().location().equals(location)) {
                return false;
            }
            List<Placement> placements = waiting.remove(claim.getKey());
            if (placements != null) {
                freed.addAll(placements);
            }
            return true;
        });
        return freed;
    }
}
