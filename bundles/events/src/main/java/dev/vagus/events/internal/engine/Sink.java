package dev.vagus.events.internal.engine;

/** Where a handler's events end: the handler itself, however it is got hold of. */
@FunctionalInterface
public interface Sink {
    /**
     * Runs the handler for one event.
     *
     * @throws Exception whatever the handler throws
     */
    void accept(Occurrence occurrence) throws Exception;
}
