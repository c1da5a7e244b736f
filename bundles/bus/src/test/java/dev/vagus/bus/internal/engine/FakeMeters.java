package dev.vagus.bus.internal.engine;

import dev.vagus.module.ErrorCategory;
import dev.vagus.spi.DeliveryMeter;
import dev.vagus.spi.DeliveryMeters;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Keeps what it is told. */
final class FakeMeters implements DeliveryMeters {
    /** An attempt that has ended. */
    record Ended(
            MeteredHandler handler,
            long waitedMillis,
            long tookNanos,
            @Nullable ErrorCategory error) {}

    final List<MeteredHandler> open = new CopyOnWriteArrayList<>();
    final List<Ended> ended = new CopyOnWriteArrayList<>();

    @Override
    public DeliveryMeter meter(MeteredHandler handler) {
        open.add(handler);
        return new DeliveryMeter() {
            @Override
            public void ended(long waitedMillis, long tookNanos, @Nullable ErrorCategory error) {
                ended.add(new Ended(handler, waitedMillis, tookNanos, error));
            }

            @Override
            public void close() {
                open.remove(handler);
            }
        };
    }
}
