package dev.vagus.registry;

/**
 * A provider of an operation that does not answer, because another one does. Immutable.
 *
 * @param operation the qualified name, such as {@code LabRunner.ExecuteStep}
 * @param bundle the symbolic name of the bundle that offers it
 * @param bundleId that bundle's id
 * @param version that bundle's version
 * @param ranking its {@code service.ranking}; 0 for one registered in code
 * @param serviceId its {@code service.id}; -1 for one registered in code
 * @param reason why the other one answers, and when this one takes over
 */
public record ShadowedOperation(
        String operation, String bundle, long bundleId, String version, int ranking, long serviceId, String reason) {}
