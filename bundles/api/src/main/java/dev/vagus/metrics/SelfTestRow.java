package dev.vagus.metrics;

import java.time.Duration;

/**
 * One thing that a self-test has tried.
 *
 * @param concern what it belongs to: {@code bus}, {@code registry}, {@code events}, {@code breaker}, {@code security}
 * @param name what was tried, in words, such as {@code dead letter}
 * @param result what came out
 * @param took how long it took
 * @param detail what was seen; of one that failed, what was expected, what came instead and where to look; of one that was
 *     skipped, why
 */
public record SelfTestRow(String concern, String name, Result result, Duration took, String detail) {
    /** What came out. */
    public enum Result {
        /** It worked. */
        PASSED,
        /** It did not work. */
        FAILED,
        /** It could not be tried: its bundle is not there, or it is not allowed. */
        SKIPPED
    }
}
