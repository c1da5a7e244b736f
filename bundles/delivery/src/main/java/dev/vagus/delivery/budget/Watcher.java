package dev.vagus.delivery.budget;

/** Looks at what is watched until that wishes no more. Thread-safe. */
@FunctionalInterface
public interface Watcher {
    /** Looks at it soon, and from then on as it wishes. */
    void watch(Watched watched);
}
