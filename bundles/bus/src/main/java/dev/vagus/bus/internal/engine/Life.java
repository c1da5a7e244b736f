package dev.vagus.bus.internal.engine;

import dev.vagus.delivery.Receiver;
import dev.vagus.spi.FlowContext;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long a message may wait.
 *
 * @param deadline in nanoseconds of the bus's clock, or {@link Receiver#NEVER}
 * @param duration the same from its sending; null for ever
 */
record Life(long deadline, @Nullable Duration duration) {
    /** Longer lives count as for ever: 100 years. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private static final Life ENDLESS = new Life(Receiver.NEVER, null);

    /** What its sender or its channel says, if that ends before the context's deadline. */
    static Life of(@Nullable Duration timeToLive, FlowContext flow, Clocks clocks) {
        boolean mortal = timeToLive != null && timeToLive.compareTo(LONGEST) <= 0;
        return mortal || flow.isLimited()
                ? from(clocks.nanos().getAsLong(), mortal ? timeToLive : null, flow)
                : ENDLESS;
    }

    /** A life that begins now and ends at the earlier of both. */
    static Life from(long now, @Nullable Duration timeToLive, FlowContext flow) {
        long own = FlowContext.NO_DEADLINE;
        if (timeToLive != null) {
            own = FlowContext.deadlineAt(now + (timeToLive.compareTo(LONGEST) > 0 ? LONGEST : timeToLive).toNanos());
        }
        long deadline = FlowContext.earlier(own, flow.deadline());
        return new Life(deadline, Duration.ofNanos(deadline - now));
    }
}
