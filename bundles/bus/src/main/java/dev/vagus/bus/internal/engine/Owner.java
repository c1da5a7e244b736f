package dev.vagus.bus.internal.engine;

/**
 * Who sends or subscribes.
 *
 * @param module the module's name
 * @param bundleId the id of its bundle
 */
public record Owner(String module, long bundleId) {}
