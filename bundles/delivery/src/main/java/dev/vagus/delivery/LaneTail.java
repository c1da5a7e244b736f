package dev.vagus.delivery;

/** What the producers of a {@link Lane} write. */
abstract class LaneTail<T> extends CacheLine {
    /** The next free index. */
    volatile long tail;

    /** Some chunk, usually that of the last index. */
    volatile Chunk<T> hint = new Chunk<>(0);

    /** Fills the gap that a short reference leaves, or the consumer's would come here. */
    @SuppressWarnings("unused")
    private int gap;
}
