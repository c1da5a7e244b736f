package dev.vagus.bus.internal.engine;

import dev.vagus.bus.DeliveryMode;
import java.util.List;

/**
 * Who hears one type on one channel, sorted by how they get it. Made when somebody comes, goes or changes how it wants to
 * be served, not for each message.
 *
 * @param queued those that are simply queued for
 * @param special those of a group and those that are called on the sender's thread, by handler priority, then in the order
 *     in which they came
 * @param hasGroups whether some of them are of a group
 */
record Route(List<BusSubscription> queued, List<BusSubscription> special, boolean hasGroups) {
    static Route of(List<BusSubscription> all) {
        return new Route(
                all.stream().filter(each -> !isSpecial(each)).toList(),
                all.stream().filter(Route::isSpecial).toList(),
                all.stream().anyMatch(Route::isGrouped));
    }

    private static boolean isSpecial(BusSubscription subscription) {
        return isGrouped(subscription) || subscription.terms().handling().mode() == DeliveryMode.CALLER;
    }

    private static boolean isGrouped(BusSubscription subscription) {
        return !subscription.terms().handling().group().isEmpty();
    }

    boolean isEmpty() {
        return queued.isEmpty() && special.isEmpty();
    }
}
