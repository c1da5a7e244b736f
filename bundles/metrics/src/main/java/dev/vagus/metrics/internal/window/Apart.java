package dev.vagus.metrics.internal.window;

import dev.vagus.metrics.internal.meter.SeriesKey;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Which names of one kind have figures of their own: as many as there is room for, for as long as they are there. Not thread-safe. */
final class Apart {
    private final Set<String> own = new HashSet<>();

    /** These names there are; those that have gone leave room. */
    void keep(Collection<String> there) {
        own.retainAll(new HashSet<>(there));
    }

    /** The name itself, or that for all that there is no room for. */
    String of(String name, int most) {
        if (own.contains(name)) {
            return name;
        }
        if (own.size() < most) {
            own.add(name);
            return name;
        }
        return SeriesKey.OTHER;
    }

    /** Whether it has figures of its own. */
    boolean has(String name) {
        return own.contains(name);
    }
}
