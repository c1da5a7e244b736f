package dev.vagus.delivery.budget;

import java.time.Duration;

/**
 * How a handler keeps its budget, at one moment. Times are readings of the watch's monotonic clock in nanoseconds.
 *
 * @param state what follows from it
 * @param since since when it is in that state
 * @param due when a paused handler is probed; without meaning in any other state
 * @param limit the budget; zero for none
 * @param overruns how many calls have exceeded it so far
 * @param longest how long the call that was over it last has been seen to last
 */
public record Health(State state, long since, long due, Duration limit, long overruns, Duration longest) {
    /** What follows from how a handler keeps its budget. */
    public enum State {
        /** It gets what comes. */
        RUNNING,
        /** It has exceeded its budget of late, and gets what comes. */
        SLOW,
        /** It exceeds its budget again and again, and gets nothing before the cool-down is over. */
        PAUSED,
        /** It gets one item; if it keeps its budget, it gets all of them again. */
        PROBING
    }

    /** Why it is so, for people; empty while it is running. */
    public String reason(long now) {
        if (state == State.RUNNING) {
            return "";
        }
        String over = "over its budget of " + text(limit) + ", last by a call that took at least " + text(longest);
        return switch (state) {
            case PAUSED ->
                over + "; "
                        + (due - now > 0
                                ? "next probe in " + text(Duration.ofNanos(due - now))
                                : "probed when it returns");
            case PROBING -> over + "; the next one is a probe";
            default -> over;
        };
    }

    /** Such as {@code 200 ms} or {@code 1.5 s}. */
    private static String text(Duration time) {
        long millis = time.toMillis();
        return millis < 1_000
                ? millis + " ms"
                : millis / 1_000 + (tenth(millis) == 0 ? "" : "." + tenth(millis)) + " s";
    }

    private static long tenth(long millis) {
        return millis % 1_000 / 100;
    }
}
