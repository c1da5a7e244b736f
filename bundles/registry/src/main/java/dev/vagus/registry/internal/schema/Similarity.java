package dev.vagus.registry.internal.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Finds names that a person may have meant, by the Damerau-Levenshtein distance in its restricted form (insertions,
 * deletions, substitutions, swaps of neighbours), without regard to case.
 */
public final class Similarity {
    private static final int MAX_LENGTH = 200;
    private static final int MAX_LISTED = 20;

    private Similarity() {}

    /** At most this many of the candidates, those that are close enough, the closest first. */
    public static List<String> closest(String wanted, Iterable<String> candidates, int most) {
        if (wanted.length() > MAX_LENGTH) {
            return List.of();
        }
        record Scored(String name, int distance) {}
        String lower = wanted.toLowerCase(Locale.ROOT);
        int limit = Math.max(1, Math.min(4, wanted.length() / 4));
        List<Scored> scored = new ArrayList<>();
        for (String candidate : candidates) {
            int distance = distance(lower, candidate.toLowerCase(Locale.ROOT), limit);
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

    /** What to say about a name that is none of these, of which there is at least one. */
    public static String hint(String wanted, Collection<String> known) {
        List<String> similar = closest(wanted, known, 1);
        if (!similar.isEmpty()) {
            return "did you mean " + similar.get(0) + "?";
        }
        String listed = known.stream().limit(MAX_LISTED).collect(Collectors.joining(", "));
        return "known are " + listed + (known.size() > MAX_LISTED ? " …" : "");
    }

    /** The distance, or something greater than the limit as soon as it is certain that it is. */
    public static int distance(String a, String b, int limit) {
        if (Math.abs(a.length() - b.length()) > limit) {
            return limit + 1;
        }
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            int least = i;
            for (int j = 1; j <= b.length(); j++) {
                int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int best = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + cost);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    best = Math.min(best, beforeLast[j - 2] + 1);
                }
                row[j] = best;
                least = Math.min(least, best);
            }
            if (least > limit) {
                return limit + 1;
            }
            int[] spare = beforeLast;
            beforeLast = last;
            last = row;
            row = spare;
        }
        return last[b.length()];
    }
}
