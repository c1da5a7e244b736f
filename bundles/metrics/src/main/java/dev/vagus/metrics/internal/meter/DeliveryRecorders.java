package dev.vagus.metrics.internal.meter;

import dev.vagus.module.ErrorCategory;
import dev.vagus.spi.DeliveryMeter;
import dev.vagus.spi.DeliveryMeters;
import org.jspecify.annotations.Nullable;

/**
 * The meters of handlers of messages and events.
 *
 * @param meters where their series are
 */
public record DeliveryRecorders(Meters meters) implements DeliveryMeters {
    private static final DeliveryMeter UNMEASURED = new DeliveryMeter() {
        @Override
        public void ended(long waitedMillis, long tookNanos, @Nullable ErrorCategory error) {
            // The self-test's own; see OwnTraffic.
        }

        @Override
        public void close() {
            // It holds nothing.
        }
    };

    @Override
    public DeliveryMeter meter(MeteredHandler handler) {
        if (OwnTraffic.has(handler.subject())
                || handler.kind() == Kind.EVENT_HANDLER && OwnTraffic.hears(handler.subject())) {
            return UNMEASURED;
        }
        SeriesKey.Kind kind =
                switch (handler.kind()) {
                    case SUBSCRIPTION -> SeriesKey.Kind.SUBSCRIPTION;
                    case EVENT_HANDLER -> SeriesKey.Kind.EVENT_HANDLER;
                };
        Meter meter = meters.open(new SeriesKey(kind, handler.subject(), handler.handler(), handler.module()));
        return new HandlerMeter(meter, meter.recorder());
    }

    /** One handler's. */
    private record HandlerMeter(Meter meter, Recorder recorder) implements DeliveryMeter {
        @Override
        public void ended(long waitedMillis, long tookNanos, @Nullable ErrorCategory error) {
            recorder.ended(waitedMillis, tookNanos, error);
        }

        @Override
        public void close() {
            meter.close();
        }
    }
}
