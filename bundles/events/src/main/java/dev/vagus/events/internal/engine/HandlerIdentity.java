package dev.vagus.events.internal.engine;

/**
 * Who a handler is. Immutable, and free of the module's own objects.
 *
 * @param id unique in this framework: {@code s} and the service's id, or {@code c} and a number for one in code
 * @param kind what it hears
 * @param module the name of the module that registered it
 * @param bundleId that module's bundle
 */
public record HandlerIdentity(String id, HandlerKind kind, String module, long bundleId) {}
