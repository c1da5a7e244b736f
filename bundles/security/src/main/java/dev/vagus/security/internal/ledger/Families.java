package dev.vagus.security.internal.ledger;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Which refresh tokens were used: of each family the last generation. Guarded by its own lock: of several uses of one
 * token exactly one is the first. Bounded: beyond, families that were never refreshed have to wait until others are over.
 */
final class Families implements Chapter {
    static final int MAX = 100_000;

    private static final String ENTRY = "refreshed";
    private static final long DAY = 86_400_000;

    private final InstantSource clock;
    private final int max;
    private final Map<String, Used> families = new HashMap<>();

    Families(InstantSource clock, int max) {
        this.clock = clock;
        this.max = max;
    }

    /** What came of showing a refresh token. */
    enum Use {
        /** It was the first time. */
        FIRST,
        /** It was shown before; or what was known of its family is lost, which cannot be told from that. */
        AGAIN,
        /** There is no place to remember it. */
        FULL
    }

    synchronized Use use(String family, long generation, long until) {
        if (families.size() >= max && !families.containsKey(family)) {
            prune();
            if (families.size() >= max) {
                return Use.FULL;
            }
        }
        Used known = families.get(family);
        if (generation != (known == null ? 0 : known.generation + 1)) {
            return Use.AGAIN;
        }
        families.put(family, new Used(generation, until));
        return Use.FIRST;
    }

    List<String> entry(String family, long generation, long until) {
        return List.of(ENTRY, family, Long.toString(generation), Long.toString(until));
    }

    private void prune() {
        long now = clock.millis() - DAY;
        families.values().removeIf(used -> used.until < now);
    }

    @Override
    public synchronized boolean read(List<String> entry) {
        if (!entry.get(0).equals(ENTRY)) {
            return false;
        }
        Used used = new Used(Long.parseLong(entry.get(2)), Long.parseLong(entry.get(3)));
        families.merge(entry.get(1), used, (a, b) -> a.generation >= b.generation ? a : b);
        return true;
    }

    @Override
    public synchronized void write(Consumer<List<String>> entries) {
        prune();
        families.forEach((family, used) -> entries.accept(entry(family, used.generation, used.until)));
    }

    private record Used(long generation, long until) {}
}
