package dev.vagus.metrics.internal.meter;

import dev.vagus.metrics.RecentCall;
import dev.vagus.module.ErrorCategory;
import dev.vagus.registry.Invocation;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The latest calls: {@value #EACH} that failed and as many that succeeded, so that neither drives the other out. Holds
 * strings only. Thread-safe.
 */
public final class RecentCalls {
    /** How many of each are kept. */
    public static final int EACH = 100;

    private static final int LONGEST = 500;

    private final Deque<RecentCall> succeeded = new ArrayDeque<>(EACH);
    private final Deque<RecentCall> failed = new ArrayDeque<>(EACH);

    void succeeded(Invocation invocation, long tookNanos) {
        keep(succeeded, call(invocation, tookNanos, null, ""));
    }

    void failed(Invocation invocation, long tookNanos, ErrorCategory category, Throwable error) {
        keep(failed, call(invocation, tookNanos, category, text(error)));
    }

    private static RecentCall call(
            Invocation invocation, long tookNanos, @Nullable ErrorCategory category, String error) {
        return new RecentCall(
                invocation.id().toString(),
                invocation.operation().qualifiedName(),
                invocation.caller(),
                invocation.id().time(),
                Duration.ofNanos(Math.max(0, tookNanos)),
                category,
                error);
    }

    /** What a module's error says of itself may throw. */
    private static String text(Throwable error) {
        String type = error.getClass().getName();
        try {
            String message = error.getMessage();
            String text = message == null || message.isEmpty() ? type : type + ": " + message;
            return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
        } catch (RuntimeException | LinkageError e) {
            return type + " (its message cannot be read: " + e.getClass().getName() + ")";
        }
    }

    private synchronized void keep(Deque<RecentCall> ring, RecentCall call) {
        if (ring.size() == EACH) {
            ring.removeFirst();
        }
        ring.addLast(call);
    }

    /** Those that are kept, the one that began last first. */
    public synchronized List<RecentCall> list() {
        List<RecentCall> all = new ArrayList<>(failed);
        all.addAll(succeeded);
        all.sort(Comparator.comparing(RecentCall::id).reversed());
        return all;
    }
}
