package dev.vagus.metrics.internal.selftest;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** How much of a load was made and came through, and how long it took. Thread-safe. */
final class Tally {
    private static final String NUMBER = "n";

    private final LongAdder made = new LongAdder();
    private final LongAdder through = new LongAdder();
    private final Latencies latencies = new Latencies();

    /** A payload that says when it was made. */
    Map<String, Object> payload() {
        return Map.of(NUMBER, System.nanoTime());
    }

    /** One more was made. */
    void made() {
        made.increment();
    }

    /** One more came through with this payload. */
    void through(Map<String, ?> payload) {
        Object number = payload.get(NUMBER);
        latencies.add(number instanceof Number start ? System.nanoTime() - start.longValue() : 0);
        through.increment();
    }

    /**
     * Waits until as many came through as were made.
     *
     * @throws CheckFailed when they do not, or more do
     */
    String settle(String what, long nanos, Duration patience) throws InterruptedException {
        Waiting.until(() -> through.sum() >= made.sum(), patience);
        long sent = made.sum();
        long seen = through.sum();
        if (sent != seen) {
            throw new CheckFailed(Texts.count(sent) + ' ' + what + " were made and " + Texts.count(seen)
                    + " came through: " + (seen < sent ? Texts.count(sent - seen) + " are lost" : "some came twice"));
        }
        double perSecond = sent / Math.max(nanos / (double) TimeUnit.SECONDS.toNanos(1), 1e-9);
        return Texts.count(sent) + ' ' + what + ", " + Texts.count(Math.round(perSecond)) + " a second, p99 "
                + Texts.time(latencies.percentile(99)) + ", none lost";
    }
}
