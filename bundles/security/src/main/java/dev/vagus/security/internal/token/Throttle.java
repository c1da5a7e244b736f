package dev.vagus.security.internal.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Slows down modules whose tokens are not accepted. The first ten cost nothing; each one more doubles the time, from 100
 * milliseconds to 30 seconds, in which unknown tokens of that module are not even looked at. Every ten seconds without one, one
 * is forgotten. Bounded: of 1,000 modules those that failed least recently are forgotten. Thread-safe.
 */
final class Throttle {
    private static final int FREE = 10;
    private static final int MAX_FAILURES = 30;
    private static final int MAX_MODULES = 1_000;
    private static final long FIRST = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LONGEST = TimeUnit.SECONDS.toNanos(30);
    private static final long FORGOTTEN = TimeUnit.SECONDS.toNanos(10);

    private final Cache<String, Record> modules = Caffeine.newBuilder()
            .maximumSize(MAX_MODULES)
            .executor(Runnable::run)
            .build();

    /** How long unknown tokens of the module have to wait still; null when not at all. */
    @Nullable
    Duration pause(String module, long nanos) {
        Record record = modules.getIfPresent(module);
        return record == null ? null : record.pause(nanos);
    }

    /** A token of the module was not accepted. */
    void failed(String module, long nanos) {
        modules.get(module, name -> new Record(nanos)).failed(nanos);
    }

    /** How many modules are remembered. */
    long modules() {
        modules.cleanUp();
        return modules.estimatedSize();
    }

    /** What a module has done. Guarded by its own lock. */
    private static final class Record {
        private int failures;
        private long since;
        private long until;

        Record(long nanos) {
            since = nanos;
            until = nanos;
        }

        synchronized @Nullable Duration pause(long nanos) {
            long left = until - nanos;
            return left <= 0 ? null : Duration.ofNanos(left);
        }

        synchronized void failed(long nanos) {
            long forgotten = Math.max(0, nanos - since) / FORGOTTEN;
            failures = (int) Math.max(0, failures - forgotten);
            // Never back: another thread may have come with a younger reading.
            since = nanos - since > 0 ? nanos : since;
            failures = Math.min(failures + 1, MAX_FAILURES);
            if (failures > FREE) {
                until = nanos + Math.min(LONGEST, FIRST << failures - FREE - 1);
            }
        }
    }
}
