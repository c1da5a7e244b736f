package dev.vagus.events.internal.history;

import dev.vagus.delivery.Wildcard;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which events the history keeps of those that are no Vagus events: those whose topic one of the patterns matches, and none
 * of those with an {@code !} before them. Immutable.
 */
public final class TopicRules {
    private static final Pattern VALID = Pattern.compile("!?[A-Za-z0-9_*/-]+");

    /** None of them. */
    public static final TopicRules NONE = new TopicRules(List.of());

    private final List<String> texts;
    private final Wildcard[] kept;
    private final Wildcard[] left;

    private TopicRules(List<String> texts) {
        this.texts = List.copyOf(texts);
        texts.forEach(TopicRules::check);
        kept = texts.stream()
                .filter(text -> !text.startsWith("!"))
                .map(Wildcard::compile)
                .toArray(Wildcard[]::new);
        left = texts.stream()
                .filter(text -> text.startsWith("!"))
                .map(text -> Wildcard.compile(text.substring(1)))
                .toArray(Wildcard[]::new);
        if (kept.length == 0 && left.length > 0) {
            throw new IllegalArgumentException(
                    "'" + this + "' only leaves events out: say which are kept, for example *," + this);
        }
    }

    /**
     * The rules of these patterns; without any it is {@link #NONE}.
     *
     * @throws IllegalArgumentException saying which is wrong and what would be right
     */
    public static TopicRules of(List<String> patterns) {
        return patterns.isEmpty() ? NONE : new TopicRules(patterns);
    }

    private static void check(String text) {
        if (!VALID.matcher(text).matches()) {
            throw new IllegalArgumentException("'" + text
                    + "' is not a pattern of topics: use letters, digits, '_', '-' and '/', and * for any characters,"
                    + " for example org/acme/*");
        }
    }

    /** Whether an event of this topic is kept. */
    public boolean keeps(String topic) {
        return any(kept, topic) && !any(left, topic);
    }

    private static boolean any(Wildcard[] rules, String topic) {
        for (Wildcard rule : rules) {
            if (rule.matches(topic)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TopicRules rules && texts.equals(rules.texts);
    }

    @Override
    public int hashCode() {
        return texts.hashCode();
    }

    @Override
    public String toString() {
        return String.join(",", texts);
    }
}
