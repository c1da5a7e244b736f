package dev.vagus.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What of the past a handler hears just now, and where it is ({@link Replay}).
 *
 * @param state what it hears
 * @param position the name under which it goes on where it left off; empty for none
 * @param reached under a name, when the latest event was raised that it has had, or where it began; without one the same of
 *     the past that it hears, and null once it is live or as long as it has had nothing
 */
public record ReplayStatus(
        State state, String position, @Nullable Instant reached) {
    /** Hears what comes, keeps no position. */
    public static final ReplayStatus NONE = new ReplayStatus(State.LIVE, "", null);

    /** What a handler hears. */
    public enum State {
        /** What comes, and what waits for it. */
        LIVE,
        /** Events of the past that are in memory; what comes meanwhile waits behind them. */
        PAST,
        /** Events of the past out of a store; what comes meanwhile is read there too. */
        BEHIND
    }
}
