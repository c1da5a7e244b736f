package dev.vagus.bus;

import java.util.List;

/**
 * An interceptor and its figures at one moment.
 *
 * @param name its name
 * @param order its place: the lower, the further out
 * @param channels patterns of the channels that it goes around; empty for every channel
 * @param module the module that registered it
 * @param bundleId that module's bundle
 * @param serviceId the service's {@code service.id}, or -1 for one that was added in code
 * @param aroundSend whether it goes around sending
 * @param aroundDelivery whether it goes around delivery
 * @param sends how many messages it was called for at sending
 * @param deliveries how many attempts it was called for at delivery
 * @param refusals how many of both it has refused or failed at
 */
public record InterceptorSnapshot(
        String name,
        int order,
        List<String> channels,
        String module,
        long bundleId,
        long serviceId,
        boolean aroundSend,
        boolean aroundDelivery,
        long sends,
        long deliveries,
        long refusals) {
    /** Copies the list. */
    public InterceptorSnapshot {
        channels = List.copyOf(channels);
    }
}
