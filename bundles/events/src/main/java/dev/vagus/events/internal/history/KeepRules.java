package dev.vagus.events.internal.history;

import dev.vagus.delivery.Wildcard;
import dev.vagus.events.EventTopics;
import java.util.ArrayList;
import java.util.List;

/**
 * Which Vagus events are meant, to be kept or to be encrypted: those for which one of the patterns {@code channel/name} holds, and none of those with
 * an {@code !} before them. Immutable.
 */
public final class KeepRules {
    /** Every Vagus event. */
    public static final KeepRules ALL = of(List.of("*/*"));

    /** No event. */
    public static final KeepRules NONE = of(List.of());

    private final List<String> texts;
    private final List<Rule> kept = new ArrayList<>();
    private final List<Rule> left = new ArrayList<>();
    private final boolean all;

    private record Rule(Wildcard channel, Wildcard name) {
        boolean matches(String itsChannel, String itsName) {
            return channel.matches(itsChannel) && name.matches(itsName);
        }
    }

    private KeepRules(List<String> texts) {
        this.texts = List.copyOf(texts);
        for (String text : texts) {
            boolean negative = text.startsWith("!");
            (negative ? left : kept).add(parse(text, negative ? text.substring(1) : text));
        }
        all = left.isEmpty() && texts.contains("*/*");
    }

    /**
     * The rules of these patterns.
     *
     * @throws IllegalArgumentException saying which is wrong and what would be right
     */
    public static KeepRules of(List<String> patterns) {
        return new KeepRules(patterns);
    }

    private static Rule parse(String text, String pattern) {
        int slash = pattern.indexOf('/');
        if (slash <= 0 || slash == pattern.length() - 1 || pattern.indexOf('/', slash + 1) >= 0) {
            throw new IllegalArgumentException("'" + text
                    + "' is not a pattern of events: write channel/name, with * for any characters, for example Lab/*");
        }
        return new Rule(Wildcard.compile(pattern.substring(0, slash)), Wildcard.compile(pattern.substring(slash + 1)));
    }

    /** Whether there is none that could be meant. */
    public boolean isEmpty() {
        return kept.isEmpty();
    }

    /** Whether an event of this name on this channel is meant. */
    public boolean keeps(String channel, String name) {
        return all || (any(kept, channel, name) && !any(left, channel, name));
    }

    /** Whether an event of this topic, which is one of a Vagus event, is meant. */
    public boolean keepsTopic(String topic) {
        if (all) {
            return true;
        }
        int slash = topic.indexOf('/', EventTopics.PREFIX.length());
        return keeps(topic.substring(EventTopics.PREFIX.length(), slash), topic.substring(slash + 1));
    }

    private static boolean any(List<Rule> rules, String channel, String name) {
        for (Rule rule : rules) {
            if (rule.matches(channel, name)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeepRules rules && texts.equals(rules.texts);
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
