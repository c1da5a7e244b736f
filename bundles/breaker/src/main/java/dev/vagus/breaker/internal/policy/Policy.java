package dev.vagus.breaker.internal.policy;

import dev.vagus.delivery.text.Similarity;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One configuration of policies, read and checked.
 *
 * @param source where it comes from: its PID
 * @param targets what it applies to
 * @param values what it says; absent keys are left to less specific policies
 */
public record Policy(String source, List<Target> targets, Map<PolicyKey, Object> values) {
    /** The key of the targets. */
    public static final String TARGETS = "targets";

    private static final List<String> FOREIGN = List.of("service.", "component.", "felix.", "osgi.", ".");

    /**
     * Reads a configuration.
     *
     * @param targets what it applies to; null to read that from the configuration too
     * @throws IllegalArgumentException with everything that is wrong; then nothing of it holds
     */
    public static Policy read(String source, @Nullable List<String> targets, Map<String, ?> configuration) {
        List<String> wrong = new ArrayList<>();
        Map<PolicyKey, Object> values = new EnumMap<>(PolicyKey.class);
        configuration.forEach((name, given) -> {
            PolicyKey key = PolicyKey.of(name);
            if (key != null) {
                attempt(wrong, () -> values.put(key, key.read(given)));
            } else if (!name.equals(TARGETS) && FOREIGN.stream().noneMatch(name::startsWith)) {
                wrong.add("the key " + name + " is unknown; " + Similarity.hint(name, PolicyKey.names()));
            }
        });
        List<String> names = targets != null
                ? targets
                : ValueType.texts(configuration.containsKey(TARGETS) ? configuration.get(TARGETS) : "");
        List<Target> read = new ArrayList<>();
        names.forEach(name -> attempt(wrong, () -> read.add(Target.of(name))));
        if (names.isEmpty()) {
            wrong.add(
                    "targets must name at least one, such as LabRunner.*, guard:LabRunner.warehouse or channel:Configuration");
        }
        read.forEach(target -> Misfits.find(target, values, wrong));
        if (wrong.isEmpty() && values.get(PolicyKey.FALLBACK) instanceof String fallback && !fallback.isEmpty()) {
            read.stream()
                    .filter(target -> target.exact() && target.matches(fallback))
                    .forEach(target -> wrong.add("fallback " + fallback + " is its own target"));
        }
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", wrong));
        }
        return new Policy(source, List.copyOf(read), values);
    }

    private static void attempt(List<String> wrong, Runnable reading) {
        try {
            reading.run();
        } catch (IllegalArgumentException e) {
            wrong.add(String.valueOf(e.getMessage()));
        }
    }

    /** The most specific of its targets that this one is; null when it is none. */
    @Nullable
    Target match(String target) {
        Target best = null;
        for (Target each : targets) {
            if (each.matches(target) && (best == null || each.compareTo(best) > 0)) {
                best = each;
            }
        }
        return best;
    }
}
