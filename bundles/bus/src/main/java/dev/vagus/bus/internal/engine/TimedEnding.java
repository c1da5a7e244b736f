package dev.vagus.bus.internal.engine;

import dev.vagus.bus.internal.engine.HandlerReceiver.Failures;
import dev.vagus.delivery.Verdict;
import dev.vagus.delivery.meter.HandlerTimer;
import dev.vagus.module.ErrorRecord;
import dev.vagus.spi.DeliveryMeter;

/**
 * Tells the meter how an attempt ended that may end on another thread, before anything is done about it.
 *
 * @param timer of the handler
 * @param meter that the attempt began with
 * @param begin when that was, in nanoseconds of the timer's clock
 * @param failures what is done about it
 */
record TimedEnding(HandlerTimer timer, DeliveryMeter meter, long begin, Failures failures) implements Failures {
    @Override
    public Verdict failed(Delivery delivery, ErrorRecord error) {
        timer.endedAside(meter, delivery.envelope().timestamp, begin, error.category());
        return failures.failed(delivery, error);
    }

    @Override
    public void ended(Delivery delivery) {
        timer.endedAside(meter, delivery.envelope().timestamp, begin, null);
        failures.ended(delivery);
    }
}
