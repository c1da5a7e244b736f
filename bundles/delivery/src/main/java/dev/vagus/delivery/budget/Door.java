package dev.vagus.delivery.budget;

/** What keeps items from a handler that is over its budget. Thread-safe. */
public interface Door {
    /** Keeps every item back. */
    void close();

    /** Lets all of them through again; a probe that was granted is void. */
    void open();

    /**
     * Lets one item through, now or when one comes.
     *
     * @param over told on any thread when the call with it has returned
     */
    void probe(Runnable over);

    /** Whether the call with the item that was let through has returned. */
    boolean isProbed();
}
