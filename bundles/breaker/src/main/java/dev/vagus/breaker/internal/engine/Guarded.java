package dev.vagus.breaker.internal.engine;

/**
 * What a breaker guards.
 *
 * @param target {@code LabRunner.ExecuteStep}, {@code guard:LabRunner.warehouse} or {@code channel:Configuration/labrunner-config}
 * @param module the name of the module
 * @param bundleId the id of its bundle
 */
public record Guarded(String target, String module, long bundleId) {}
