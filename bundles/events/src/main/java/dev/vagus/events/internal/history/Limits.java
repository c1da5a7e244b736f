package dev.vagus.events.internal.history;

/**
 * How much the history keeps. Immutable.
 *
 * @param capacity how many events; 0 for none
 * @param bytes how much memory they may take, by the estimate
 * @param ageMillis how old they may be; 0 for any age
 * @param rules which Vagus events are kept
 * @param topics which other events are kept
 */
public record Limits(int capacity, long bytes, long ageMillis, KeepRules rules, TopicRules topics) {
    /** The number of events when nothing is configured. */
    public static final int DEFAULT_CAPACITY = 2_000;

    /** The memory when nothing is configured: 64 MiB. */
    public static final long DEFAULT_BYTES = 64L << 20;

    /** What holds when nothing is configured. */
    public static final Limits DEFAULTS = new Limits(DEFAULT_CAPACITY, DEFAULT_BYTES, 0, KeepRules.ALL);

    /** Of Vagus events only. */
    public Limits(int capacity, long bytes, long ageMillis, KeepRules rules) {
        this(capacity, bytes, ageMillis, rules, TopicRules.NONE);
    }
}
