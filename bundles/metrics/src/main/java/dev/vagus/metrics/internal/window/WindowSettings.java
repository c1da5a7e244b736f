package dev.vagus.metrics.internal.window;

/**
 * How much a window keeps. Immutable.
 *
 * @param seconds for how many seconds what came in each is kept
 * @param minutes for how many minutes what came in each is kept
 * @param bytes how much memory that may take, about
 * @param channels how many channels are told apart, and how many targets that were tried again
 */
public record WindowSettings(int seconds, int minutes, long bytes, int channels) {
    /** Five minutes by seconds, three hours by minutes, 16 MB, a thousand channels. */
    public static final WindowSettings DEFAULTS = new WindowSettings(300, 180, 16L << 20, 1_000);
}
