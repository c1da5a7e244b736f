package dev.vagus.events.internal.tracking;

import dev.vagus.delivery.configuration.Refusals;
import dev.vagus.module.FailedRegistration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Handler services that were refused, until they are withdrawn or become valid. Each reason is logged once. Thread-safe. */
public final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private final Map<Long, FailedRegistration> byService = new ConcurrentHashMap<>();

    private final Refusals configurations;

    /**
     * None yet.
     *
     * @param configurations those of this bundle that are wrong
     */
    public Failures(Refusals configurations) {
        this.configurations = configurations;
    }

    /** The configurations of this bundle that are wrong. */
    public Refusals configurations() {
        return configurations;
    }

    void put(FailedRegistration failure) {
        FailedRegistration former = byService.put(failure.serviceId(), failure);
        if (!failure.equals(former)) {
            LOG.warn(
                    "The event handler service {} of module {} gets no events: {}",
                    failure.serviceId(),
                    failure.module(),
                    failure.reason());
        }
    }

    void remove(long serviceId) {
        byService.remove(serviceId);
    }

    /** The handlers that are refused now, by service id. */
    public List<FailedRegistration> handlers() {
        return byService.values().stream()
                .sorted(Comparator.comparingLong(FailedRegistration::serviceId))
                .toList();
    }

    /** The handlers that are refused now, and the configurations that are wrong. */
    public List<FailedRegistration> list() {
        return Stream.concat(handlers().stream(), configurations.list().stream())
                .toList();
    }
}
