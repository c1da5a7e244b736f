package dev.vagus.delivery.filter;

import java.util.List;

/**
 * A text with gaps: {@code a*b}.
 *
 * @param pieces what stands between the stars, unescaped; at least two, the outer ones may be empty
 */
record Parts(List<String> pieces) {
    boolean matches(String text) {
        String first = pieces.get(0);
        String last = pieces.get(pieces.size() - 1);
        int end = text.length() - last.length();
        int from = first.length();
        if (end < from || !text.startsWith(first) || !text.endsWith(last)) {
            return false;
        }
        for (String piece : pieces.subList(1, pieces.size() - 1)) {
            int at = text.indexOf(piece, from);
            if (at < 0 || at + piece.length() > end) {
                return false;
            }
            from = at + piece.length();
        }
        return true;
    }
}
