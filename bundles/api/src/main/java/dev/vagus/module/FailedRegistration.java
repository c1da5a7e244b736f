package dev.vagus.module;

/**
 * A registration that was refused, kept so that a person can find out why nothing happens. It goes when the service is
 * withdrawn or becomes valid.
 *
 * @param kind what should have been registered: {@code operation}, {@code subscription}, {@code middleware},
 *     {@code interceptor}, {@code event-handler}, {@code policy}, {@code configuration} (its PID)
 * @param name the name that it asked for, as far as one could be read
 * @param module the name of the module that registered it
 * @param bundleId the id of that module's bundle
 * @param serviceId the service's {@code service.id}, or -1 for a registration in code
 * @param reason what is wrong and what would be right
 */
public record FailedRegistration(
        String kind, String name, String module, long bundleId, long serviceId, String reason) {}
