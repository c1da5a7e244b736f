package dev.vagus.shell.internal.model;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds what a mistyped word was meant to be. */
public final class Similar {
    private Similar() {}

    /** {@code ; did you mean X?} or {@code ; did you mean X or Y?}, or the other text when nothing is like the word. */
    public static String hint(String word, Collection<String> known, String otherwise) {
        return hint(to(word, known), otherwise);
    }

    /** The same with the proposals given. */
    public static String hint(List<String> proposals, String otherwise) {
        return proposals.isEmpty() ? otherwise : "; did you mean " + String.join(" or ", proposals) + "?";
    }

    /** The known words that are most like this one; none when nothing is, and at most two. */
    public static List<String> to(String word, Collection<String> known) {
        String wanted = word.toLowerCase(Locale.ROOT);
        int allowed = Math.max(1, wanted.length() / 3);
        record Near(String word, int distance) {}
        List<Near> near = known.stream()
                .distinct()
                .map(k -> new Near(k, distance(wanted, k.toLowerCase(Locale.ROOT))))
                .filter(n -> n.distance() <= allowed)
                .sorted(Comparator.comparingInt(Near::distance).thenComparing(Near::word))
                .toList();
        return near.stream()
                .filter(n -> n.distance() == near.get(0).distance())
                .map(Near::word)
                .limit(2)
                .toList();
    }

    /** How many letters must be added, removed, replaced or swapped with their neighbour (optimal string alignment). */
    static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            d[i][0] = i;
        }
        for (int j = 0; j <= b.length(); j++) {
            d[0][j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1), d[i - 1][j - 1] + cost);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
