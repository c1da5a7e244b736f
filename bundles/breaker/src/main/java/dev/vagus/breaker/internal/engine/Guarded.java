package dev.vagus.breaker.internal.engine;

/**
 * What a breaker guards.
 *
 * @param target {@code LabRunner.ExecuteStep} or {@code guard:LabRunner.warehouse}
 * @param module the name of the module
 * @param bundleId the id of its bundle
 */
public record Guarded(String target, String module, long bundleId) {}
