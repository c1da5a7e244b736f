package dev.vagus.metrics.internal.selftest;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits on the calling thread, bounded, and says what did not come. */
final class Waiting {
    private static final long LOOK_MILLIS = 5;

    private Waiting() {}

    /**
     * The next one.
     *
     * @throws CheckFailed when none comes in time
     */
    static <T> T next(BlockingQueue<T> queue, Duration patience, Supplier<String> otherwise)
            throws InterruptedException {
        T item = queue.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
        if (item == null) {
            throw new CheckFailed(otherwise.get());
        }
        return item;
    }

    /** Whether it becomes so in time. */
    static boolean until(BooleanSupplier condition, Duration patience) throws InterruptedException {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start >= patience.toNanos()) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        return true;
    }

    /** Lets time pass. */
    static void pause(Duration time) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(time.toNanos());
    }
}
