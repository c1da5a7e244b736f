package dev.vagus.events.internal.history;

/**
 * How much the history keeps. Immutable.
 *
 * @param capacity how many events; 0 for none
 * @param bytes how much memory they may take, by the estimate
 * @param ageMillis how old they may be; 0 for any age
 * @param rules which Vagus events are kept
 * @param topics which other events are kept
 * @param encrypted the data of which Vagus events is encrypted wherever it is stored
 */
public record Limits(
        int capacity, long bytes, long ageMillis, KeepRules rules, TopicRules topics, KeepRules encrypted) {
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

    /** With nothing encrypted that does not say so itself. */
    public Limits(int capacity, long bytes, long ageMillis, KeepRules rules, TopicRules topics) {
        this(capacity, bytes, ageMillis, rules, topics, KeepRules.NONE);
    }
}
