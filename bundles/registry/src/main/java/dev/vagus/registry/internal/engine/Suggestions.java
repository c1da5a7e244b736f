package dev.vagus.registry.internal.engine;

import dev.vagus.registry.internal.schema.Similarity;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Proposes operations for a name that nobody offers. */
final class Suggestions {
    private Suggestions() {}

    /**
     * Names like the wanted one as a whole; failing that, those whose module is right or nearly right and whose own name
     * is near; failing that, those of the same own name in another module; failing that, any of the module that was meant.
     */
    static List<String> similar(String wanted, Iterable<String> names, int most) {
        Set<String> found = new LinkedHashSet<>(Similarity.closest(wanted, names, most));
        if (found.isEmpty()) {
            String module = moduleOf(wanted);
            String operation = operationOf(wanted);
            Set<String> modules = new LinkedHashSet<>();
            Set<String> operations = new LinkedHashSet<>();
            for (String name : names) {
                modules.add(moduleOf(name));
                operations.add(operationOf(name));
            }
            List<String> likelyModules = Similarity.closest(module, modules, 1);
            List<String> likelyOperations = Similarity.closest(operation, operations, most);
            add(found, names, likelyModules, likelyOperations);
            add(found, names, modules, likelyOperations);
            add(found, names, likelyModules, operations);
        }
        List<String> all = new ArrayList<>(found);
        return all.subList(0, Math.min(most, all.size()));
    }

    private static void add(
            Set<String> found, Iterable<String> names, Iterable<String> modules, Iterable<String> operations) {
        if (!found.isEmpty()) {
            return;
        }
        Set<String> ofModules = asSet(modules);
        Set<String> ofOperations = asSet(operations);
        for (String name : names) {
            if (ofModules.contains(moduleOf(name)) && ofOperations.contains(operationOf(name))) {
                found.add(name);
            }
        }
    }

    private static Set<String> asSet(Iterable<String> names) {
        Set<String> set = new LinkedHashSet<>();
        names.forEach(set::add);
        return set;
    }

    private static String moduleOf(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? "" : name.substring(0, dot);
    }

    private static String operationOf(String name) {
        return name.substring(name.indexOf('.') + 1);
    }
}
