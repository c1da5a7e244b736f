package dev.vagus.registry.internal.engine;

import dev.vagus.registry.CallCancelledException;
import dev.vagus.registry.CallTimeoutException;
import dev.vagus.spi.FlowContext;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Waits on behalf of calls whose operation is absent because its module is being updated. The time waited counts against
 * the call's deadline, which was settled before.
 */
final class ModuleWait {
    private final OperationIndex index;
    private final Registrations registrations;
    private final LongSupplier clock;

    ModuleWait(OperationIndex index, Registrations registrations, LongSupplier clock) {
        this.index = index;
        this.registrations = registrations;
        this.clock = clock;
    }

    /**
     * The operation, after waiting on this thread if there is something to wait for.
     *
     * @param limits with the deadline of the call
     * @param trace is told that it waits
     */
    OperationEntry await(String operation, FlowContext limits, WaitTrace trace) {
        while (true) {
            CountDownLatch back = new CountDownLatch(1);
            Waiter waiter = end -> back.countDown();
            Absence absence = absence(operation, waiter);
            if (absence.error() != null) {
                throw absence.error();
            }
            if (absence.isWaiting()) {
                trace.begin();
                park(operation, waiter, back, absence, limits);
            }
            OperationEntry entry = index.winner(operation);
            if (entry != null) {
                return entry;
            }
        }
    }

    private void park(String operation, Waiter waiter, CountDownLatch back, Absence absence, FlowContext limits) {
        long nanos = time(absence, limits);
        boolean woken;
        try {
            woken = back.await(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            registrations.leave(operation, waiter);
            Thread.currentThread().interrupt();
            throw new CallCancelledException("the thread was interrupted while it waited for the module of " + operation
                    + ", which is being updated; it was not called");
        }
        if (!woken && registrations.leave(operation, waiter)) {
            RuntimeException over = over(operation, nanos < absence.waitNanos());
            if (over != null) {
                throw over;
            }
        }
    }

    /** Looks at an operation that was not found, and enrolls the waiter if there is something to wait for. */
    Absence absence(String operation, @Nullable Waiter waiter) {
        return registrations.absence(operation, CallThread.holdsUpADrain() ? null : waiter);
    }

    /** How long to wait: until the window or the deadline ends; not positive when the deadline has passed. */
    long time(Absence absence, FlowContext limits) {
        return limits.isLimited()
                ? Math.min(absence.waitNanos(), limits.deadline() - clock.getAsLong())
                : absence.waitNanos();
    }

    /**
     * Why a call fails whose time to wait is over; null when the operation is there after all.
     *
     * @param byDeadline whether the deadline was to come before the end of the window
     */
    @Nullable
    RuntimeException over(String operation, boolean byDeadline) {
        if (byDeadline) {
            return new CallTimeoutException("the module of " + operation
                    + " is being updated and was not back before the deadline of the call; it was not called");
        }
        return registrations.absence(operation, null).error();
    }

    /** Takes out a waiter; false when it is being woken or was. */
    boolean leave(String operation, Waiter waiter) {
        return registrations.leave(operation, waiter);
    }
}
