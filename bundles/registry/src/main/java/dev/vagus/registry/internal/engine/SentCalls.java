package dev.vagus.registry.internal.engine;

import dev.vagus.module.ErrorCategory;
import dev.vagus.registry.OperationFailedException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The calls whose callers do not look at their end. Each failure is logged once: at WARN, but at DEBUG when one of the same
 * operation and category was at WARN within the last minute; all are counted. What the operation itself said is not
 * logged, since it may tell of the arguments.
 */
final class SentCalls {
    private static final Logger LOG = LoggerFactory.getLogger("dev.vagus.registry.sent");
    private static final long QUIET_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final int MAX_REMEMBERED = 256;

    private final LongSupplier clock;
    private final LongAdder sent = new LongAdder();
    private final LongAdder failed = new LongAdder();

    /** When what was last logged at WARN; guarded by itself. */
    private final Map<String, Long> warned = new LinkedHashMap<>();

    SentCalls(LongSupplier clock) {
        this.clock = clock;
    }

    void begun() {
        sent.increment();
    }

    void failed(String caller, String operation, Throwable error) {
        failed.increment();
        Throwable cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        String category = ErrorCategory.of(cause).label();
        String text =
                cause instanceof OperationFailedException own ? own.error().type() : cause.getMessage();
        if (mayWarn(operation + " " + category)) {
            LOG.warn("{} sent a call of {}, which failed ({}): {}", caller, operation, category, text);
        } else {
            LOG.debug("{} sent a call of {}, which failed ({}): {}", caller, operation, category, text);
        }
    }

    private boolean mayWarn(String what) {
        long now = clock.getAsLong();
        synchronized (warned) {
            Long last = warned.get(what);
            if (last != null && now - last < QUIET_NANOS) {
                return false;
            }
            warned.remove(what);
            warned.put(what, now);
            if (warned.size() > MAX_REMEMBERED) {
                warned.remove(warned.keySet().iterator().next());
            }
            return true;
        }
    }

    long sentCount() {
        return sent.sum();
    }

    long failedCount() {
        return failed.sum();
    }
}
