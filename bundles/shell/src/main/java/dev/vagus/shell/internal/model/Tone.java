package dev.vagus.shell.internal.model;

import java.util.List;
import java.util.Locale;

/** What a word says of how things are, and in which colour a terminal shows that. */
public enum Tone {
    /** As it should be: green. */
    GOOD("32", "healthy", "closed", "running", "active", "passed", "ok", "yes"),
    /** To be looked at: yellow. */
    WARNING("33", "degraded", "half-open", "slow", "waiting", "warning", "paused", "draining", "behind"),
    /** Not as it should be: red. */
    BAD("31", "unhealthy", "open", "forced-open", "failed", "critical", "refused"),
    /** The titles of a table: bold. */
    TITLE("1"),
    /** Nothing to say: as it is. */
    PLAIN("0");

    private static final String ESCAPE = "\u001b[";

    private final String code;
    private final List<String> words;

    Tone(String code, String... words) {
        this.code = code;
        this.words = List.of(words);
    }

    /** The tone of a word that says a state, in upper or lower case. */
    public static Tone ofState(String word) {
        String state = word.strip().toLowerCase(Locale.ROOT);
        for (Tone tone : values()) {
            if (tone.words.contains(state)) {
                return tone;
            }
        }
        return PLAIN;
    }

    /** The text in this tone, by ANSI's sequences. */
    String of(String text) {
        return this == PLAIN || text.isBlank() ? text : ESCAPE + code + "m" + text + ESCAPE + "0m";
    }
}
