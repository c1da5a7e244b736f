package dev.vagus.delivery;

/** What the consumer of a {@link Lane} writes, a cache line away; guarded by its token but for {@code first}. */
@SuppressWarnings("unused")
abstract class LaneHead<T> extends LaneTail<T> {
    private long c1, c2, c3, c4, c5, c6, c7, c8;

    /** The chunk of the oldest item, or the one before it. */
    volatile Chunk<T> first = hint;

    /** The index of the oldest item. */
    long head;

    /** Slots below this index are empty. */
    long emptied;

    /** How often in a row items of lanes above were taken while this one waited. */
    long overtaken;
}
