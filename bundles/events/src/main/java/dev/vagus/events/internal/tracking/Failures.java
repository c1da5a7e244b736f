package dev.vagus.events.internal.tracking;

import dev.vagus.module.FailedRegistration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Handler services that were refused, until they are withdrawn or become valid. Each reason is logged once. Thread-safe. */
public final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private final Map<Long, FailedRegistration> byService = new ConcurrentHashMap<>();

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

    /** Those that are refused now, by service id. */
    public List<FailedRegistration> list() {
        return byService.values().stream()
                .sorted(Comparator.comparingLong(FailedRegistration::serviceId))
                .toList();
    }
}
