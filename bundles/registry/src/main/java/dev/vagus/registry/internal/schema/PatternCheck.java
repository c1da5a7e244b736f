package dev.vagus.registry.internal.schema;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * The keyword {@code pattern}: a regular expression that is found anywhere in the string. It is one of
 * {@code java.util.regex}, of which two things are changed to what ECMA-262 says: {@code $} is the very end and not also
 * before a last line break, and {@code [} and {@code &&} within a class stand for themselves.
 *
 * <p>Expressions can take exponential time. The work on one string is bounded by {@value #STEPS} looks at a character and
 * {@value #STEPS_PER_CHARACTER} more for each that it has; a string that needs more is refused.
 * The commonest expressions are matched by {@link PlainPattern}.
 */
final class PatternCheck implements Check {
    static final int STEPS = 1_000_000;
    static final int STEPS_PER_CHARACTER = 20;
    private static final int MAX_REGEX = 10_000;

    private final String regex;
    private final Pattern pattern;
    private final @Nullable PlainPattern plain;

    PatternCheck(String regex) {
        if (regex.length() > MAX_REGEX) {
            throw new SchemaException("a pattern must not be longer than " + MAX_REGEX + " characters");
        }
        this.regex = regex;
        this.plain = PlainPattern.of(regex);
        try {
            this.pattern = Pattern.compile(translated(regex));
        } catch (PatternSyntaxException e) {
            throw new SchemaException("the pattern '" + regex + "' is not valid: " + e.getDescription());
        } catch (StackOverflowError e) {
            throw new SchemaException("the pattern '" + regex + "' is nested too deeply");
        }
    }

    @Override
    public boolean test(@Nullable Object value, @Nullable Violations report) {
        String text = Texts.of(value);
        if (text == null) {
            return true;
        }
        try {
            return find(text) || Violations.refuse(report, "expected a string that matches " + regex);
        } catch (TooMuchWork | StackOverflowError e) {
            // The expression ran on nothing but the string, so that there is nothing to clean up.
            return Violations.refuse(report, "is too much work for the pattern " + regex);
        }
    }

    /** Whether it is found; false, too, when that is too hard to say. */
    boolean matchesWithinBounds(String text) {
        return test(text, null);
    }

    /** As it was written. */
    String regex() {
        return regex;
    }

    private boolean find(String text) {
        return plain != null
                ? plain.matches(text)
                : pattern.matcher(new BoundedText(text)).find();
    }

    private static String translated(String regex) {
        StringBuilder java = new StringBuilder(regex.length() + 8);
        boolean inClass = false;
        for (int i = 0; i < regex.length(); i++) {
            char c = regex.charAt(i);
            if (c == '\\' && i + 1 < regex.length()) {
                i++;
                java.append('\\')
                        .append(regex.charAt(i) == 'u' && regex.startsWith("{", i + 1) ? 'x' : regex.charAt(i));
            } else if (inClass) {
                inClass = c != ']';
                java.append(c == '[' || c == '&' ? "\\" : "").append(c);
            } else {
                inClass = c == '[';
                java.append(c == '$' ? "\\z" : String.valueOf(c));
                if (inClass && regex.startsWith("^", i + 1)) {
                    i++;
                    java.append('^');
                }
            }
        }
        return java.toString();
    }

    /** Thrown when a match takes more steps than it may. */
    private static final class TooMuchWork extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooMuchWork() {
            super("too many steps", null, false, false);
        }
    }

    /** A string that counts how often it is looked at. */
    private static final class BoundedText implements CharSequence {
        private final String text;
        private long steps;

        BoundedText(String text) {
            this.text = text;
            this.steps = STEPS + (long) STEPS_PER_CHARACTER * text.length();
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (--steps < 0) {
                throw new TooMuchWork();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
