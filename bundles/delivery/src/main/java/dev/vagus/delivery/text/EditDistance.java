package dev.vagus.delivery.text;

/**
 * The Damerau-Levenshtein distance in its restricted form (insertions, deletions, substitutions, swaps of neighbours),
 * without regard to case, up to a limit. Only the band around the diagonal that the limit allows is looked at, and most
 * pairs are given up after a few letters; nothing is allocated for a pair. Not thread-safe.
 */
public final class EditDistance {
    /** Names that are longer are like no other. */
    static final int MAX_LENGTH = 200;

    private static final int FAR = 10_000;

    private int[] beforeLast = new int[MAX_LENGTH + 2];
    private int[] last = new int[MAX_LENGTH + 2];
    private int[] row = new int[MAX_LENGTH + 2];

    /** The distance of two strings, or the limit plus one when it is greater. */
    public int between(String a, String b, int limit) {
        return between(a, 0, a.length(), b, 0, b.length(), limit);
    }

    /** The distance of two parts of strings, or the limit plus one when it is greater. */
    public int between(String a, int aFrom, int aTo, String b, int bFrom, int bTo, int limit) {
        int rows = aTo - aFrom;
        int columns = bTo - bFrom;
        if (Math.abs(rows - columns) > limit || rows > MAX_LENGTH || columns > MAX_LENGTH) {
            return limit + 1;
        }
        for (int j = 0; j <= Math.min(columns, limit); j++) {
            last[j] = j;
        }
        last[Math.min(columns, limit) + 1] = FAR;
        for (int i = 1; i <= rows; i++) {
            if (nextRow(a, aFrom + i - 1, b, bFrom, i, columns, limit) > limit) {
                return limit + 1;
            }
            int[] spare = beforeLast;
            beforeLast = last;
            last = row;
            row = spare;
        }
        return Math.min(last[columns], limit + 1);
    }

    /** Fills the row within the band, with something far on both sides; returns its least. */
    private int nextRow(String a, int at, String b, int bFrom, int i, int columns, int limit) {
        int from = Math.max(1, i - limit);
        int to = Math.min(columns, i + limit);
        row[from - 1] = from == 1 ? i : FAR;
        int least = row[from - 1];
        for (int j = from; j <= to; j++) {
            int best =
                    Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + (same(a, at, b, bFrom + j - 1) ? 0 : 1));
            if (i > 1 && j > 1 && same(a, at, b, bFrom + j - 2) && same(a, at - 1, b, bFrom + j - 1)) {
                best = Math.min(best, beforeLast[j - 2] + 1);
            }
            row[j] = best;
            least = Math.min(least, best);
        }
        row[to + 1] = FAR;
        return least;
    }

    private static boolean same(String a, int i, String b, int j) {
        char one = a.charAt(i);
        char other = b.charAt(j);
        return one == other || Character.toLowerCase(one) == Character.toLowerCase(other);
    }
}
