package dev.vagus.delivery.meter;

import dev.vagus.delivery.ItemClock;
import dev.vagus.spi.DeliveryMeter;
import dev.vagus.spi.DeliveryMeters;
import dev.vagus.spi.DeliveryMeters.MeteredHandler;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The timers of all handlers, and the service that has meters for them while it is there. It comes and goes while traffic
 * flows: attempts that have begun end with the meter that they began with. Thread-safe; the service is called under this
 * object's lock, what it throws leaves the handler without a meter.
 */
public final class HandlerMeters {
    private static final Logger LOG = LoggerFactory.getLogger(HandlerMeters.class);

    private final ItemClock clock;
    private final WallClock wall;

    /** Guarded by this object, as is what follows. */
    private final Set<HandlerTimer> timers = new LinkedHashSet<>();

    private @Nullable DeliveryMeters service;

    /**
     * No handlers and no service.
     *
     * @param nanos a monotonic clock in nanoseconds
     * @param millis the wall clock, in milliseconds since 1970
     */
    public HandlerMeters(LongSupplier nanos, LongSupplier millis) {
        clock = new ItemClock(nanos);
        wall = new WallClock(nanos, millis);
    }

    /** A handler begins. */
    public synchronized HandlerTimer begin(MeteredHandler handler) {
        HandlerTimer timer = new HandlerTimer(this, handler, clock, wall);
        timers.add(timer);
        meter(timer);
        return timer;
    }

    /** Called by the timer. */
    synchronized void end(HandlerTimer timer) {
        if (timers.remove(timer)) {
            change(timer, null);
        }
    }

    /** Puts a service in the place of another; either may be null. Removing one that has been replaced does nothing. */
    public synchronized void service(@Nullable DeliveryMeters before, @Nullable DeliveryMeters now) {
        if (now != null || service == before) {
            service = now;
            timers.forEach(this::meter);
        }
    }

    private void meter(HandlerTimer timer) {
        DeliveryMeter fresh = null;
        try {
            DeliveryMeters from = service;
            fresh = from == null ? null : from.meter(timer.handler());
        } catch (RuntimeException | LinkageError e) {
            LOG.error("{} is not measured", timer.handler(), e);
        }
        change(timer, fresh);
    }

    private static void change(HandlerTimer timer, @Nullable DeliveryMeter fresh) {
        DeliveryMeter former = timer.change(fresh);
        if (former != null) {
            try {
                former.close();
            } catch (RuntimeException | LinkageError e) {
                LOG.error("the meter of {} was not closed", timer.handler(), e);
            }
        }
    }
}
