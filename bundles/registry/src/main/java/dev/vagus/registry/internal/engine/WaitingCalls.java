package dev.vagus.registry.internal.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who waits for which module. Not thread-safe; {@link Registrations} guards it, and wakes whom it took out of here. */
final class WaitingCalls {
    private final Map<String, Set<Waiter>> byModule = new HashMap<>();
    private int count;

    int count() {
        return count;
    }

    void add(String module, Waiter waiter) {
        if (byModule.computeIfAbsent(module, name -> new LinkedHashSet<>()).add(waiter)) {
            count++;
        }
    }

    /** Takes one out; false when it was taken already. */
    boolean remove(String module, Waiter waiter) {
        Set<Waiter> others = byModule.get(module);
        if (others == null || !others.remove(waiter)) {
            return false;
        }
        count--;
        if (others.isEmpty()) {
            byModule.remove(module);
        }
        return true;
    }

    /** Takes out those who wait for this module, in order. */
    List<Waiter> take(String module) {
        Set<Waiter> taken = byModule.remove(module);
        if (taken == null) {
            return List.of();
        }
        count -= taken.size();
        return new ArrayList<>(taken);
    }

    List<Waiter> takeAll() {
        List<Waiter> all = new ArrayList<>();
        byModule.values().forEach(all::addAll);
        byModule.clear();
        count = 0;
        return all;
    }
}
