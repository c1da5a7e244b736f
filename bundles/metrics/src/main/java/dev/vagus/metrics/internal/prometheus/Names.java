package dev.vagus.metrics.internal.prometheus;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Which names of one kind have series of their own: the first so many that came, for as long as they are there. All others
 * go by {@value #OTHER}. Whoever chooses names cannot make a scrape larger than that. Not thread-safe.
 */
final class Names {
    /** What the others go by. */
    static final String OTHER = "other";

    private final Set<String> own = new LinkedHashSet<>();
    private int others;

    /** Looks at the names that there are now; those that have gone leave room. */
    void update(Collection<String> present, int most) {
        own.retainAll(new HashSet<>(present));
        others = 0;
        for (String name : present) {
            if (!own.contains(name)) {
                if (own.size() < most) {
                    own.add(name);
                } else {
                    others++;
                }
            }
        }
    }

    /** What a name goes by. */
    String of(String name) {
        return own.contains(name) ? name : OTHER;
    }

    /** How many names have no series of their own. */
    int others() {
        return others;
    }
}
