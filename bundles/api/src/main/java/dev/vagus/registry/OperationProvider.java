package dev.vagus.registry;

/**
 * Who offers an operation.
 *
 * @param module the name of the module
 * @param bundleId the id of its bundle
 * @param bundle the symbolic name of its bundle
 * @param version the version of its bundle
 * @param serviceId the {@code service.id} of the component behind it; -1 for a registration in code
 * @param ranking its service ranking: the highest answers, among equals the oldest
 */
public record OperationProvider(
        String module, long bundleId, String bundle, String version, long serviceId, int ranking) {}
