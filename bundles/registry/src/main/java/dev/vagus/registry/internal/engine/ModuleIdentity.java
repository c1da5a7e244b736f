package dev.vagus.registry.internal.engine;

/**
 * Who calls or offers: a bundle, as plain data that keeps none of its classes.
 *
 * @param module the module's name
 * @param bundleId the bundle's id
 * @param symbolicName its symbolic name
 * @param version its version
 * @param location its location, which stays the same through updates
 */
public record ModuleIdentity(String module, long bundleId, String symbolicName, String version, String location) {}
