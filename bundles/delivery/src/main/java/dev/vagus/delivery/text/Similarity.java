package dev.vagus.delivery.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Finds names that a person may have meant, by their {@link EditDistance}.
 */
public final class Similarity {
    private static final int MAX_LISTED = 20;

    private Similarity() {}

    /** At most this many of the candidates, those that are close enough, the closest first. */
    public static List<String> closest(String wanted, Iterable<String> candidates, int most) {
        record Scored(String name, int distance) {}
        EditDistance distances = new EditDistance();
        int limit = limit(wanted.length());
        List<Scored> scored = new ArrayList<>();
        for (String candidate : candidates) {
            int distance = distances.between(wanted, candidate, limit);
            if (distance <= limit) {
                scored.add(new Scored(candidate, distance));
            }
        }
        scored.sort(Comparator.comparingInt(Scored::distance).thenComparing(Scored::name));
        List<String> names = new ArrayList<>();
        for (int i = 0; i < scored.size() && i < most; i++) {
            names.add(scored.get(i).name());
        }
        return names;
    }

    /** How far a name of this length may be from what was meant. */
    public static int limit(int length) {
        return Math.max(1, Math.min(4, length / 4));
    }

    /** What to say about a name that is none of these, of which there is at least one. */
    public static String hint(String wanted, Collection<String> known) {
        List<String> similar = closest(wanted, known, 1);
        if (!similar.isEmpty()) {
            return "did you mean " + similar.get(0) + "?";
        }
        String listed = known.stream().limit(MAX_LISTED).collect(Collectors.joining(", "));
        return "known are " + listed + (known.size() > MAX_LISTED ? " …" : "");
    }
}
