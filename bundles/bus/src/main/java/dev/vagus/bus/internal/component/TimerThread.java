package dev.vagus.bus.internal.component;

import dev.vagus.bus.internal.engine.Timer;
import dev.vagus.delivery.OwnThreads;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The bus's timer: one daemon thread, there only while something is due. */
final class TimerThread implements Timer {
    private final ScheduledThreadPoolExecutor executor =
            new ScheduledThreadPoolExecutor(1, work -> OwnThreads.make("vagus-bus-timer", work));

    TimerThread() {
        executor.setKeepAliveTime(1, TimeUnit.SECONDS);
        executor.allowCoreThreadTimeOut(true);
        executor.setRemoveOnCancelPolicy(true);
    }

    @Override
    public Runnable after(Duration delay, Runnable task) {
        if (executor.isShutdown()) {
            return () -> {};
        }
        Future<?> future = executor.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> future.cancel(false);
    }

    void stop() {
        executor.shutdownNow();
    }
}
