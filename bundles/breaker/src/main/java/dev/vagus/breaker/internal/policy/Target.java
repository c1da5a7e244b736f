package dev.vagus.breaker.internal.policy;

import java.util.regex.Pattern;

/**
 * What a policy applies to: an operation, a guard or a channel, each by its name or by a pattern in which {@code *} stands
 * for any run of characters. A pattern without prefix names operations only. A channel stands for its subscriptions, whose
 * breakers are named {@code channel:CHANNEL/SUBSCRIPTION}.
 *
 * @param text as it was written
 * @param pattern matches whole targets
 * @param literals how many of its characters stand for themselves: the more, the more specific
 * @param exact whether it has no {@code *}: more specific than any that has
 */
public record Target(String text, Pattern pattern, int literals, boolean exact) implements Comparable<Target> {

    /** What the targets of channels begin with. */
    static final String CHANNEL = "channel:";

    private static final String GUARD = "guard:";
    private static final Pattern VALID = Pattern.compile("(guard:)?[A-Za-z0-9_*.$/-]+|channel:[A-Za-z0-9_*.-]+(/.+)?");

    /**
     * The target that this text means.
     *
     * @throws IllegalArgumentException when it means none
     */
    public static Target of(String text) {
        if (!VALID.matcher(text).matches()) {
            throw new IllegalArgumentException("the target '" + text + "' is not valid: write an operation such as"
                    + " LabRunner.ExecuteStep, guard:MODULE.NAME or channel:CHANNEL, with * for any characters");
        }
        int colon = text.indexOf(':') + 1;
        String name = text.substring(colon);
        StringBuilder regex = new StringBuilder(Pattern.quote(text.substring(0, colon)));
        for (String part : name.split("(?=\\*)|(?<=\\*)")) {
            regex.append(part.equals("*") ? (colon == 0 ? "[^:]*" : ".*") : Pattern.quote(part));
        }
        int stars = (int) name.chars().filter(c -> c == '*').count();
        return new Target(text, Pattern.compile(regex.toString()), name.length() - stars, stars == 0);
    }

    /** Whether it means a channel, or subscriptions of one. */
    boolean isOfChannel() {
        return text.startsWith(CHANNEL);
    }

    /** Whether it means guarded code. */
    boolean isOfGuard() {
        return text.startsWith(GUARD);
    }

    /** Whether it means single subscriptions. */
    boolean isOfSubscription() {
        return isOfChannel() && text.indexOf('/') >= 0;
    }

    /** Whether this is a breaker that it means: of a channel, those of its subscriptions. */
    public boolean meansBreaker(String target) {
        int end = isOfChannel() && !isOfSubscription() ? target.indexOf('/') : -1;
        return matches(end < 0 ? target : target.substring(0, end));
    }

    /** Whether this is a target that it means. */
    public boolean matches(String target) {
        return pattern.matcher(target).matches();
    }

    /** The more specific is the greater. */
    @Override
    public int compareTo(Target other) {
        return exact == other.exact ? Integer.compare(literals, other.literals) : Boolean.compare(exact, other.exact);
    }
}
