package dev.vagus.spi;

import dev.vagus.module.ErrorCategory;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/** Counts and times the attempts of one handler. Thread-safe; never blocks, never throws, reads no clock. */
@ConsumerType
public interface DeliveryMeter extends AutoCloseable {
    /** That it is not known how long something has waited. */
    long UNKNOWN = -1;

    /**
     * An attempt has ended: the handler has returned or thrown, or its stage has completed.
     *
     * @param waitedMillis how long the message or event waited from its sending to this attempt, in milliseconds of the wall
     *     clock, or {@link #UNKNOWN}; that of a later attempt includes the earlier ones
     * @param tookNanos how long the handler had it, in nanoseconds
     * @param error the category of what it failed with; null when it succeeded
     */
    void ended(long waitedMillis, long tookNanos, @Nullable ErrorCategory error);

    /** The handler has gone; what is still under way may end later. */
    @Override
    void close();
}
