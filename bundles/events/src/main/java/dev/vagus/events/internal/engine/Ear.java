package dev.vagus.events.internal.engine;

import dev.vagus.delivery.meter.HandlerTimer;
import dev.vagus.module.ErrorCategory;
import dev.vagus.spi.DeliveryMeter;
import dev.vagus.spi.FlowContext;
import org.jspecify.annotations.Nullable;

/**
 * Calls one handler and times that while there is a meter; what it throws ends here. Thread-safe.
 *
 * @param handler the handler, in the work that an event belongs to
 * @param log where failures are told
 * @param past where it is noted what the handler has had
 * @param timer the handler's
 */
record Ear(HandlerRun handler, HandlerLog log, HandlerPast past, HandlerTimer timer) {
    /** Calls it for an event that a turn has handed out; whether it returned normally. */
    boolean hearInTurn(Occurrence occurrence) {
        DeliveryMeter meter = timer.isOn() ? timer.now() : null;
        long begin = meter == null ? 0 : timer.begin();
        Throwable error = hear(occurrence, occurrence.flow());
        if (meter != null) {
            timer.ended(meter, occurrence.raisedMillis(), begin, categoryOf(error));
        }
        return error == null;
    }

    /**
     * The same for an event that has not waited, such as a sent one.
     *
     * @param inside the work that it belongs to; null for the one that the thread is in anyway
     */
    boolean hearAside(Occurrence occurrence, @Nullable FlowContext inside) {
        DeliveryMeter meter = timer.isOn() ? timer.now() : null;
        long begin = meter == null ? 0 : timer.beginAside();
        Throwable error = hear(occurrence, inside);
        if (meter != null) {
            timer.endedAside(meter, HandlerTimer.UNKNOWN, begin, categoryOf(error));
        }
        return error == null;
    }

    private static @Nullable ErrorCategory categoryOf(@Nullable Throwable error) {
        return error == null ? null : ErrorCategory.of(error);
    }

    /** What it threw; null when it returned. */
    private @Nullable Throwable hear(Occurrence occurrence, @Nullable FlowContext inside) {
        try {
            handler.run(occurrence, inside);
            return null;
        } catch (Throwable e) {
            log.failed(occurrence.event().getTopic(), e);
            return e;
        } finally {
            past.note(occurrence);
        }
    }
}
