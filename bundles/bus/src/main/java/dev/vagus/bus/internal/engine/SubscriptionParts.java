package dev.vagus.bus.internal.engine;

import java.util.function.Function;

/**
 * What every subscription is made with.
 *
 * @param redelivery what becomes of its failed attempts
 * @param budget how long its handler may take
 * @param guard what may refuse its deliveries
 * @param clocks tells the time
 */
record SubscriptionParts(
        Function<BusSubscription, Redelivery> redelivery,
        Function<BusSubscription, HandlerBudget> budget,
        Function<BusSubscription, SubscriptionGuard> guard,
        Clocks clocks) {}
