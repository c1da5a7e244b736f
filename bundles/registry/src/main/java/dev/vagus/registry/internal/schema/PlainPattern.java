package dev.vagus.registry.internal.schema;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The commonest patterns, from {@code ^} to {@code $} a row of ASCII classes with quantifiers such as
 * {@code ^[A-Za-z][A-Za-z0-9_-]*$}, matched without the engine of {@code java.util.regex}: in one walk, without memory.
 * Only patterns where each class shares no character with the ones that may follow it, so that there is never a choice.
 */
final class PlainPattern {
    private static final int ASCII = 128;

    private final List<Step> steps;

    /** A class as a set of bits, and how often it may and must occur. */
    private record Step(long low, long high, int least, int most) {
        boolean holds(char c) {
            return c < 64 ? (low >>> c & 1) != 0 : c < ASCII && (high >>> (c - 64) & 1) != 0;
        }

        boolean shares(Step other) {
            return (low & other.low) != 0 || (high & other.high) != 0;
        }

        Step times(int fewest, int mostOften) {
            return new Step(low, high, fewest, mostOften);
        }
    }

    private PlainPattern(List<Step> steps) {
        this.steps = steps;
    }

    boolean matches(String text) {
        int at = 0;
        int end = text.length();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            int start = at;
            int most = step.most;
            while (at < end && at - start < most && step.holds(text.charAt(at))) {
                at++;
            }
            if (at - start < step.least) {
                return false;
            }
        }
        return at == end;
    }

    /** The matcher of this pattern; null when it is not one of the plain ones. */
    static @Nullable PlainPattern of(String regex) {
        if (!regex.startsWith("^") || !regex.endsWith("$") || regex.length() < 3) {
            return null;
        }
        Reader reader = new Reader(regex.substring(1, regex.length() - 1));
        List<Step> steps = new ArrayList<>();
        while (!reader.isAtEnd()) {
            Step step = reader.step();
            if (step == null) {
                return null;
            }
            steps.add(step);
        }
        return hasChoice(steps) ? null : new PlainPattern(List.copyOf(steps));
    }

    private static boolean hasChoice(List<Step> steps) {
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            boolean mayEnd = step.least != step.most;
            for (int j = i + 1; mayEnd && j < steps.size(); j++) {
                if (step.shares(steps.get(j))) {
                    return true;
                }
                mayEnd = steps.get(j).least == 0;
            }
        }
        return false;
    }

    /** Reads classes and quantifiers; gives up at whatever is not plain. */
    private static final class Reader {
        private static final String SPECIAL = "\\^$.|?*+()[]{}";
        private static final int MAX_TIMES = 10_000;

        private final String regex;
        private int at;

        Reader(String regex) {
            this.regex = regex;
        }

        boolean isAtEnd() {
            return at == regex.length();
        }

        @Nullable
        Step step() {
            boolean[] set = new boolean[ASCII];
            char c = regex.charAt(at++);
            boolean plain = c == '[' ? readClass(set) : c == '\\' ? readEscape(set) : addLiteral(set, c);
            return plain ? quantified(stepOf(set)) : null;
        }

        private static boolean addLiteral(boolean[] set, char c) {
            return SPECIAL.indexOf(c) < 0 && add(set, c, c);
        }

        private boolean readClass(boolean[] set) {
            int start = at;
            while (!isAtEnd()) {
                char c = regex.charAt(at++);
                if (c == ']') {
                    return at - 1 > start;
                }
                if (c == '^' || c == '[' || c == '&') {
                    return false;
                }
                if (c == '\\') {
                    if (!readEscape(set)) {
                        return false;
                    }
                } else if (at + 1 < regex.length() && regex.charAt(at) == '-' && regex.charAt(at + 1) != ']') {
                    char to = regex.charAt(at + 1);
                    at += 2;
                    if (to == '\\' || to == '[' || !add(set, c, to)) {
                        return false;
                    }
                } else if (!add(set, c, c)) {
                    return false;
                }
            }
            return false;
        }

        private boolean readEscape(boolean[] set) {
            if (isAtEnd()) {
                return false;
            }
            char c = regex.charAt(at++);
            // After an escape a range would have begun.
            if (!isAtEnd() && regex.charAt(at) == '-' && at + 1 < regex.length() && regex.charAt(at + 1) != ']') {
                return false;
            }
            return switch (c) {
                case 'd' -> add(set, '0', '9');
                case 'w' -> add(set, '0', '9') && add(set, 'a', 'z') && add(set, 'A', 'Z') && add(set, '_', '_');
                default -> !Character.isLetterOrDigit(c) && add(set, c, c);
            };
        }

        private static boolean add(boolean[] set, char from, char to) {
            if (from > to || to >= ASCII) {
                return false;
            }
            for (char c = from; c <= to; c++) {
                set[c] = true;
            }
            return true;
        }

        private static Step stepOf(boolean[] set) {
            long low = 0;
            long high = 0;
            for (int i = 0; i < 64; i++) {
                low |= set[i] ? 1L << i : 0;
                high |= set[i + 64] ? 1L << i : 0;
            }
            return new Step(low, high, 1, 1);
        }

        private @Nullable Step quantified(Step step) {
            if (isAtEnd()) {
                return step;
            }
            Step quantified =
                    switch (regex.charAt(at)) {
                        case '?' -> step.times(0, 1);
                        case '*' -> step.times(0, Integer.MAX_VALUE);
                        case '+' -> step.times(1, Integer.MAX_VALUE);
                        case '{' -> counted(step);
                        default -> step;
                    };
            if (quantified == null || quantified == step) {
                return quantified;
            }
            at++;
            // Another quantifier would make it reluctant or possessive.
            return !isAtEnd() && "?+*{".indexOf(regex.charAt(at)) >= 0 ? null : quantified;
        }

        /** Reads {@code {2}}, {@code {2,}} and {@code {2,5}}; stays at the last brace. */
        private @Nullable Step counted(Step step) {
            int close = regex.indexOf('}', at);
            if (close < 0) {
                return null;
            }
            String[] bounds = regex.substring(at + 1, close).split(",", -1);
            at = close;
            if (bounds.length > 2 || !bounds[0].matches("\\d{1,4}") || !bounds[bounds.length - 1].matches("\\d{0,4}")) {
                return null;
            }
            int least = Integer.parseInt(bounds[0]);
            String last = bounds[bounds.length - 1];
            int most = last.isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(last);
            return least <= most && least < MAX_TIMES ? step.times(least, most) : null;
        }
    }
}
