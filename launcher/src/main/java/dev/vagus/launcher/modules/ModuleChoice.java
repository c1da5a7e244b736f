package dev.vagus.launcher.modules;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Chooses among jars with the same symbolic name: the one that arrived last. The others are named in a warning, once. */
final class ModuleChoice {
    private static final Comparator<ModuleJar> NEWEST_FIRST = Comparator.comparingLong(ModuleJar::arrived)
            .thenComparing(ModuleJar::fileName)
            .reversed();

    private final Consumer<String> warnings;
    private Set<String> warned = new HashSet<>();

    ModuleChoice(Consumer<String> warnings) {
        this.warnings = warnings;
    }

    /** One jar per symbolic name, in the order of the file names. */
    Map<String, ModuleJar> choose(Collection<ModuleJar> jars) {
        Map<String, ModuleJar> chosen = new LinkedHashMap<>();
        Set<String> stillTrue = new HashSet<>();
        jars.stream().sorted(NEWEST_FIRST).forEach(jar -> {
            ModuleJar winner = chosen.putIfAbsent(jar.symbolicName(), jar);
            if (winner != null) {
                String warning = jar.fileName() + " is not used: " + winner.fileName() + " has the same symbolic name "
                        + jar.symbolicName() + " and is newer";
                stillTrue.add(warning);
                if (!warned.contains(warning)) {
                    warnings.accept(warning);
                }
            }
        });
        warned = stillTrue;
        Map<String, ModuleJar> ordered = new LinkedHashMap<>();
        chosen.values().stream()
                .sorted(Comparator.comparing(ModuleJar::fileName))
                .forEach(jar -> ordered.put(jar.symbolicName(), jar));
        return ordered;
    }
}
