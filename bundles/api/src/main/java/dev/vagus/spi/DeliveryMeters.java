package dev.vagus.spi;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Measures how long handlers take. A service; there is at most one. The bus asks it for a meter for each subscription and
 * the events bundle for each handler: when that begins, and for those that are there when this service comes. Without one
 * no clock is read at a delivery. Thread-safe; no method blocks or calls back.
 */
@ConsumerType
public interface DeliveryMeters {
    /** What a handler handles. */
    enum Kind {
        /** Messages of a channel. */
        SUBSCRIPTION,
        /** Events. */
        EVENT_HANDLER
    }

    /**
     * A handler whose deliveries are measured.
     *
     * @param kind what it handles
     * @param subject the channel of a subscription; the topics or name patterns of an event handler, the first of them
     * @param handler its name, or what stays when its module is updated: the types of a subscription without a name,
     *     the kind of an event handler; not empty
     * @param module the name of the module that it is of
     * @param bundleId the id of that module's bundle
     */
    record MeteredHandler(Kind kind, String subject, String handler, String module, long bundleId) {}

    /** The meter of this handler, for as long as it and this service are there; the same name may come again. */
    DeliveryMeter meter(MeteredHandler handler);
}
