package dev.vagus.metrics.internal.selftest;

/** One kind of traffic under load. Made and ended by one thread; {@link #once} is run by several at once. */
interface Load {
    /** What it belongs to. */
    String concern();

    /** What it is, in words. */
    String name();

    /**
     * Gets ready.
     *
     * @throws CheckSkipped when it cannot be tried
     */
    void begin();

    /** Makes one piece of traffic. */
    void once() throws Exception;

    /**
     * Waits until all is through, and compares the counts.
     *
     * @param nanos how long the load lasted
     * @return what was seen
     * @throws CheckFailed when something is lost or was there twice
     */
    String end(long nanos) throws InterruptedException;
}
