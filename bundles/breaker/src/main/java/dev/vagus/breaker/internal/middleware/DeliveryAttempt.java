package dev.vagus.breaker.internal.middleware;

import dev.vagus.breaker.internal.engine.Bulkhead;
import dev.vagus.breaker.internal.engine.Permit;
import dev.vagus.module.ErrorCategory;
import dev.vagus.spi.DeliveryGuard;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A delivery that is under way: what it has taken of its guard, until it ends. */
final class DeliveryAttempt implements DeliveryGuard.Admission {
    private final @Nullable Permit permit;
    private final @Nullable Bulkhead places;
    private final LongSupplier nanos;
    private final boolean timed;
    private final long start;

    /** Begins now; reads the clock only where the breaker wants to know the time. */
    DeliveryAttempt(@Nullable Permit permit, @Nullable Bulkhead places, LongSupplier nanos) {
        this.permit = permit;
        this.places = places;
        this.nanos = nanos;
        timed = permit != null && permit.timed();
        start = timed ? nanos.getAsLong() : 0;
    }

    @Override
    public void end(@Nullable ErrorCategory error) {
        if (places != null) {
            places.release();
        }
        if (permit == null) {
            return;
        }
        if (timed) {
            long end = nanos.getAsLong();
            if (error == null) {
                permit.succeed(end - start, end);
            } else {
                permit.fail(error, end - start, end);
            }
        } else if (error == null) {
            permit.succeed();
        } else {
            permit.fail(error);
        }
    }
}
