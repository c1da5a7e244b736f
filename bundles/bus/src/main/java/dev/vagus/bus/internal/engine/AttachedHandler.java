package dev.vagus.bus.internal.engine;

import dev.vagus.delivery.budget.HandlerWatch;
import dev.vagus.delivery.meter.HandlerTimer;

/**
 * The handler that a subscription has now.
 *
 * @param owner whose it is
 * @param call calls it
 * @param payload what it takes
 * @param watch sees how long it takes
 * @param timer measures it where somebody does
 */
record AttachedHandler(Owner owner, HandlerCall call, PayloadType payload, HandlerWatch watch, HandlerTimer timer) {}
