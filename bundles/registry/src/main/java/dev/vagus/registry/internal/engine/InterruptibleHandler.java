package dev.vagus.registry.internal.engine;

import dev.vagus.spi.FlowContext;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Runs handlers of operations that allow to be interrupted: at the deadline, by the one timer, and when the call is
 * cancelled, by whoever cancels it. See {@link Interruption} for what keeps the interrupt from everybody else.
 */
final class InterruptibleHandler {
    private final AsyncThreads threads;

    InterruptibleHandler(AsyncThreads threads) {
        this.threads = threads;
    }

    /** Runs the handler. */
    @Nullable
    Object handle(CallInvocation call) throws Exception {
        CallThread.Frame frame = CallThread.frameOf(call);
        if (frame != null) {
            return handle(call, frame);
        }
        @Nullable Object[] place = FlowContext.place();
        CallThread.Frame own = CallThread.enter(call, place);
        try {
            return handle(call, own);
        } finally {
            CallThread.leave(own, place);
        }
    }

    private @Nullable Object handle(CallInvocation call, CallThread.Frame frame) throws Exception {
        Interruption interruption = new Interruption();
        frame.interruptible(interruption);
        try {
            return watched(call, interruption);
        } catch (Throwable e) {
            if (interruption.leave()) {
                throw new InterruptedHandler(Failures.interrupted(call, e));
            }
            throw e;
        } finally {
            frame.interruptible(null);
            interruption.leave();
        }
    }

    private @Nullable Object watched(CallInvocation call, Interruption interruption) throws Exception {
        Runnable interrupt = interruption::interrupt;
        Cancellation cancellation = call.cancellation();
        Future<?> watchdog =
                call.isLimited() ? threads.atOnceAfter(Math.max(0, call.remainingNanos()), interrupt) : null;
        try {
            if (cancellation != null) {
                cancellation.tell(interrupt);
            }
            return call.entry().answer(call);
        } finally {
            if (watchdog != null) {
                watchdog.cancel(false);
            }
            if (cancellation != null) {
                cancellation.forget(interrupt);
            }
        }
    }
}
