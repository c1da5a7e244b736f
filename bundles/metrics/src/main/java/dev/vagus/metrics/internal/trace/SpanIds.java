package dev.vagus.metrics.internal.trace;

import dev.vagus.spi.Traceparent;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Makes the ids of traces and spans. A span id says by itself that it is one of these, and whether its work is confidential:
 * its last 16 bits are a check over the 48 before, with a number of this start of tracing. So work inside of recorded work
 * is known without a memory of what was recorded; one of 65,536 foreign ids is taken for ours. Thread-safe.
 */
final class SpanIds {
    private static final int CHECK_BITS = 16;
    private static final long CHECK = 0xFFFF;
    private static final long CONFIDENTIAL = 1L << CHECK_BITS;

    private final long start = ThreadLocalRandom.current().nextLong();

    /** A new trace id. */
    String trace() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return hex(nonZero(random)) + hex(random.nextLong());
    }

    /** A new span id. */
    String span(boolean confidential) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long id;
        do {
            id = random.nextLong() & ~CHECK & ~CONFIDENTIAL;
        } while (id == 0);
        id = confidential ? id | CONFIDENTIAL : id;
        return hex(id | check(id));
    }

    private static long nonZero(ThreadLocalRandom random) {
        long id;
        do {
            id = random.nextLong();
        } while (id == 0);
        return id;
    }

    /** Whether this is recorded work. */
    boolean isOurs(Traceparent context) {
        long id = Long.parseUnsignedLong(context.spanId(), 16);
        return (id & CHECK) == check(id & ~CHECK);
    }

    /** Whether recorded work is confidential. */
    static boolean isConfidential(Traceparent context) {
        return (Long.parseUnsignedLong(context.spanId(), 16) & CONFIDENTIAL) != 0;
    }

    private long check(long id) {
        long mixed = (id ^ start) * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8FEB86659FD93L;
        return mixed >>> (Long.SIZE - CHECK_BITS);
    }

    private static String hex(long value) {
        String digits = Long.toHexString(value);
        return "0".repeat(16 - digits.length()) + digits;
    }
}
