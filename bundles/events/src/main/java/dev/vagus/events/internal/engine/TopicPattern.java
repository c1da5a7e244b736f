package dev.vagus.events.internal.engine;

import dev.vagus.events.EventTopics;
import org.jspecify.annotations.Nullable;

/**
 * One value of {@code event.topics}: a topic, {@code a/b/*} for all topics below {@code a/b}, or {@code *} for all.
 * Immutable.
 *
 * @param text as it was written
 * @param wildcard whether it stands for all topics that start with {@link #key}
 * @param key the topic, or what the topics start with: {@code a/b/}, or nothing for {@code *}
 */
public record TopicPattern(String text, boolean wildcard, String key) {
    /**
     * Reads a pattern.
     *
     * @throws IllegalArgumentException when it is neither a topic nor a wildcard that the specification knows
     */
    public static TopicPattern parse(String text) {
        if (text.equals("*")) {
            return new TopicPattern(text, true, "");
        }
        boolean wildcard = text.endsWith("/*");
        String topic = wildcard ? text.substring(0, text.length() - 2) : text;
        if (!isTopic(topic)) {
            throw new IllegalArgumentException("topic '" + text
                    + "' is not valid: use tokens of letters, digits, '_' and '-' separated by '/', and '*' only as the"
                    + " last token");
        }
        return wildcard ? new TopicPattern(text, true, topic + '/') : new TopicPattern(text, false, topic);
    }

    /** Whether it stands for this topic. */
    public boolean matches(String topic) {
        return wildcard ? topic.startsWith(key) : topic.equals(key);
    }

    /**
     * The topic of the Vagus event of this name on the one channel that this pattern is about; null when it is not about
     * one channel, or not about this name.
     */
    @Nullable
    String moduleTopicOf(String name) {
        String topic = wildcard ? key + name : key;
        boolean oneChannel = key.startsWith(EventTopics.PREFIX) && ModuleEvents.isModuleTopic(topic);
        return oneChannel && ModuleEvents.nameOf(topic).equals(name) ? topic : null;
    }

    private static boolean isTopic(String text) {
        int tokenLength = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '/') {
                if (tokenLength == 0) {
                    return false;
                }
                tokenLength = 0;
            } else if (isTokenCharacter(c)) {
                tokenLength++;
            } else {
                return false;
            }
        }
        return tokenLength > 0;
    }

    private static boolean isTokenCharacter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    }
}
