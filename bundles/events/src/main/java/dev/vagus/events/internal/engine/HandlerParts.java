package dev.vagus.events.internal.engine;

import dev.vagus.delivery.budget.Watcher;
import dev.vagus.delivery.meter.HandlerMeters;
import dev.vagus.delivery.trace.TracerSlot;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * What all handlers of an engine have in common.
 *
 * @param executor runs their mailboxes
 * @param watcher sees how long they take
 * @param nanoClock a monotonic clock
 * @param door where it is asked what they may hear
 * @param meters what measures them
 * @param tracers where the tracer is
 */
record HandlerParts(
        Executor executor,
        Watcher watcher,
        LongSupplier nanoClock,
        EventGate door,
        HandlerMeters meters,
        TracerSlot tracers) {}
