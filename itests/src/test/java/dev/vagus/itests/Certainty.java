package dev.vagus.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * Two threads that call all the time while the test changes what may pass: a call which begins and ends between two changes
 * must come to what the first of them said. All others may come to either.
 */
final class Certainty implements AutoCloseable {
    private static final int THREADS = 2;
    private static final int ENOUGH = 10;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final List<Future<Long>> wrong = new ArrayList<>();

    /** Even: {@link #holds} says what every call that begins and ends now must come to; odd: it is being changed. */
    private final AtomicLong stage = new AtomicLong();

    private final AtomicLong certain = new AtomicLong();
    private volatile boolean holds = true;
    private volatile boolean over;

    /** Two threads do this from now on; it must pass at first. */
    Certainty(BooleanSupplier call) {
        for (int i = 0; i < THREADS; i++) {
            wrong.add(threads.submit(() -> count(call)));
        }
    }

    private long count(BooleanSupplier call) {
        long count = 0;
        while (!over) {
            long before = stage.get();
            boolean must = holds;
            boolean passed = call.getAsBoolean();
            if (before % 2 == 0 && stage.get() == before) {
                count += passed == must ? 0 : 1;
                certain.incrementAndGet();
            }
        }
        return count;
    }

    /** Changes it; returns when enough calls have been made under what holds then. */
    void change(boolean passesFromNow, Runnable change) {
        stage.incrementAndGet();
        change.run();
        holds = passesFromNow;
        stage.incrementAndGet();
        long enough = certain.get() + ENOUGH;
        await().until(() -> certain.get() >= enough || wrong.stream().anyMatch(Future::isDone));
    }

    /** Ends the threads; none of the calls that were certain came to something else. */
    void assertNoneWrong() throws Exception {
        over = true;
        for (Future<Long> each : wrong) {
            assertThat(each.get(30, TimeUnit.SECONDS)).isZero();
        }
    }

    @Override
    public void close() {
        over = true;
        threads.shutdownNow();
    }
}
