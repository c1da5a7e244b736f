package dev.vagus.metrics.internal.meter;

import dev.vagus.metrics.internal.meter.SeriesKey.Kind;
import dev.vagus.registry.ApiMiddleware;
import dev.vagus.registry.ApiMiddlewareFactory;
import dev.vagus.registry.OperationDescriptor;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes the meter around the calls of each operation.
 *
 * @param meters where their series are
 * @param recent where calls are kept
 * @param nanos {@link System#nanoTime()}, by which calls begin
 */
public record CallMeters(Meters meters, RecentCalls recent, LongSupplier nanos) implements ApiMiddlewareFactory {
    @Override
    public @Nullable ApiMiddleware create(OperationDescriptor operation) {
        if (OwnTraffic.has(operation.qualifiedName())) {
            return null;
        }
        SeriesKey key = new SeriesKey(Kind.OPERATION, operation.qualifiedName(), operation.name(), operation.module());
        return new CallMeter(meters.open(key), recent, nanos);
    }
}
