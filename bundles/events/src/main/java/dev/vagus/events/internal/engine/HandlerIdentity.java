package dev.vagus.events.internal.engine;

import dev.vagus.spi.DeliveryMeters.Kind;
import dev.vagus.spi.DeliveryMeters.MeteredHandler;
import java.util.List;

/**
 * Who a handler is. Immutable, and free of the module's own objects.
 *
 * @param id unique in this framework: {@code s} and the service's id, or {@code c} and a number for one in code
 * @param kind what it hears
 * @param module the name of the module that registered it
 * @param bundleId that module's bundle
 */
public record HandlerIdentity(String id, HandlerKind kind, String module, long bundleId) {
    /** Who it is for meters; handlers have no names, and their ids go with them. */
    MeteredHandler metered(Interest interest) {
        List<String> topics = interest.declared().topics();
        return new MeteredHandler(
                Kind.EVENT_HANDLER, topics.isEmpty() ? "*" : topics.get(0), kind.label(), module, bundleId);
    }
}
