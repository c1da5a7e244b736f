package dev.vagus.delivery.meter;

import dev.vagus.delivery.ItemClock;
import dev.vagus.module.ErrorCategory;
import dev.vagus.spi.DeliveryMeter;
import dev.vagus.spi.DeliveryMeters.MeteredHandler;
import org.jspecify.annotations.Nullable;

/**
 * Times the attempts of one handler while there is a meter for it; otherwise it costs one read for each. Thread-safe.
 *
 * <pre>{@code
 * DeliveryMeter meter = timer.isOn() ? timer.now() : null;
 * long begin = meter == null ? 0 : timer.begin();
 * ... // the attempt
 * if (meter != null) {
 *     timer.ended(meter, sentMillis, begin, error);
 * }
 * }</pre>
 */
public final class HandlerTimer {
    /** That it is not known when something was sent. */
    public static final long UNKNOWN = Long.MIN_VALUE;

    private final HandlerMeters meters;
    private final MeteredHandler handler;
    private final ItemClock clock;
    private final WallClock wall;
    private volatile @Nullable DeliveryMeter meter;

    HandlerTimer(HandlerMeters meters, MeteredHandler handler, ItemClock clock, WallClock wall) {
        this.meters = meters;
        this.handler = handler;
        this.clock = clock;
        this.wall = wall;
    }

    MeteredHandler handler() {
        return handler;
    }

    /** Puts a meter in the place of another, which it returns. With the lock of {@link HandlerMeters}. */
    @Nullable
    DeliveryMeter change(@Nullable DeliveryMeter fresh) {
        DeliveryMeter former = meter;
        meter = fresh;
        return former;
    }

    /**
     * Whether attempts are metered. To be asked first where each of them passes: while no class of a meter was ever loaded,
     * the compiler makes a call of its own of what returns one.
     */
    public boolean isOn() {
        return meter != null;
    }

    /** What meters an attempt that begins now; null for nothing. */
    public @Nullable DeliveryMeter now() {
        return meter;
    }

    /** When the attempt begins that the current thread was given by a turn. */
    public long begin() {
        return clock.begin();
    }

    /** When something begins that no turn has handed out. */
    public long beginAside() {
        return clock.nanos().getAsLong();
    }

    /** An attempt has ended on the thread that it began on, by {@link #begin}. */
    public void ended(DeliveryMeter current, long sentMillis, long begin, @Nullable ErrorCategory error) {
        tell(current, sentMillis, begin, clock.end(), error);
    }

    /** An attempt has ended, wherever it began. */
    public void endedAside(DeliveryMeter current, long sentMillis, long begin, @Nullable ErrorCategory error) {
        tell(current, sentMillis, begin, clock.nanos().getAsLong(), error);
    }

    /** The handler has gone, and has no meter any more; a second time does nothing. */
    public void end() {
        meters.end(this);
    }

    private void tell(DeliveryMeter current, long sentMillis, long begin, long end, @Nullable ErrorCategory error) {
        long took = end - begin;
        long waited = sentMillis == UNKNOWN
                ? DeliveryMeter.UNKNOWN
                : Math.max(0, wall.at(end) - took / 1_000_000 - sentMillis);
        current.ended(waited, took, error);
    }
}
