package dev.vagus.delivery.budget;

import java.time.Duration;

/**
 * How long a handler may take for an item, and what follows when it takes longer.
 *
 * @param limit how long one call may last; zero for no limit
 * @param overruns how many overruns within the window pause the handler; a call that goes on counts again after each
 *     further limit
 * @param window the time within which they count; in effect at least twice as long as so many calls at the limit
 * @param coolDown how long a paused handler gets nothing before the first probe
 * @param longestCoolDown up to which it doubles with each probe that fails and each pause within a window of the last
 */
public record Budget(Duration limit, int overruns, Duration window, Duration coolDown, Duration longestCoolDown) {
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final int MOST_OVERRUNS = 1_000;

    /**
     * What holds when nothing is said. The limit of 5 s is what the event admin of Felix has used for its handlers by
     * default for many years; the rest pauses a handler that is slow again and again within a minute, asks it again after
     * a second, and at least once a minute.
     */
    public static final Budget DEFAULT =
            new Budget(Duration.ofSeconds(5), 3, Duration.ofMinutes(1), Duration.ofSeconds(1), Duration.ofMinutes(1));

    /**
     * Checks every value.
     *
     * @throws IllegalArgumentException naming the value and what is allowed
     */
    public Budget {
        check("limit", limit, Duration.ZERO);
        require(
                overruns >= 1 && overruns <= MOST_OVERRUNS,
                "overruns must be from 1 to " + MOST_OVERRUNS + ", but is " + overruns);
        check("window", window, Duration.ofMillis(1));
        check("coolDown", coolDown, Duration.ofMillis(1));
        check("longestCoolDown", longestCoolDown, Duration.ofMillis(1));
        require(
                longestCoolDown.compareTo(coolDown) >= 0,
                "longestCoolDown must not be shorter than coolDown, " + coolDown + ", but is " + longestCoolDown);
    }

    private static void check(String name, Duration value, Duration least) {
        require(
                value.compareTo(least) >= 0 && value.compareTo(LONGEST) <= 0,
                name + " must be from " + least + " to " + LONGEST + ", but is " + value);
    }

    private static void require(boolean right, String message) {
        if (!right) {
            throw new IllegalArgumentException("budget: " + message);
        }
    }

    /** Whether there is no limit. */
    public boolean isOff() {
        return limit.isZero();
    }

    /** The same with another limit; zero for none. */
    public Budget withLimit(Duration time) {
        return new Budget(time, overruns, window, coolDown, longestCoolDown);
    }

    /** The window in effect, in nanoseconds. */
    long windowNanos() {
        return Math.max(window.toNanos(), 2 * overruns * limit.toNanos());
    }
}
