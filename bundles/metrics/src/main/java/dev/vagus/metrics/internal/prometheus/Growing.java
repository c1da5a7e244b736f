package dev.vagus.metrics.internal.prometheus;

import io.prometheus.metrics.model.snapshots.Labels;
import java.util.HashMap;
import java.util.Map;

/**
 * Keeps what is counted together from shrinking when one of those that it is made of goes, which a server would take for a
 * restart. Not thread-safe.
 */
final class Growing {
    private final Map<String, Double> last = new HashMap<>();

    /** The same family, in which no value of {@value Names#OTHER} is less than it was at the scrape before. */
    Family of(Family family) {
        family.replaceAll(
                (labels, value) -> isOther(labels) ? last.merge(family.name() + labels, value, Math::max) : value);
        return family;
    }

    private static boolean isOther(Labels labels) {
        return labels.stream().anyMatch(label -> label.getValue().equals(Names.OTHER));
    }
}
