package dev.vagus.registry;

/**
 * What the registry is doing at one moment. Numbers of calls count from its start. Immutable.
 *
 * @param operations how many operations can be called
 * @param waitingForUpdates how many calls wait for modules that are being updated
 * @param sent how many calls were made by {@link ApiCall#send}
 * @param sentFailed how many of those have failed
 */
public record RegistrySnapshot(int operations, int waitingForUpdates, long sent, long sentFailed) {}
