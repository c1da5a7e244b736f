package dev.vagus.metrics.internal.window;

import dev.vagus.breaker.RetrySnapshot;
import dev.vagus.metrics.RetryFigures;
import dev.vagus.metrics.internal.meter.SeriesKey;
import dev.vagus.module.ErrorCategory;
import java.util.EnumMap;
import java.util.Map;

/** What came of trying one target again. Immutable. */
record RetryCounts(String module, long succeeded, Map<ErrorCategory, Long> failed) {
    static final RetryCounts NONE = new RetryCounts(SeriesKey.OTHER, 0, Map.of());

    /** What it takes in memory with its name, about, in bytes. */
    static final int BYTES = 250;

    static RetryCounts of(RetrySnapshot snapshot, String target) {
        return new RetryCounts(
                target.equals(SeriesKey.OTHER) ? SeriesKey.OTHER : snapshot.module(),
                snapshot.succeeded(),
                snapshot.failed());
    }

    long total() {
        return succeeded + failed.values().stream().mapToLong(Long::longValue).sum();
    }

    RetryCounts plus(RetryCounts more) {
        Map<ErrorCategory, Long> sum = new EnumMap<>(ErrorCategory.class);
        sum.putAll(failed);
        more.failed.forEach((category, count) -> sum.merge(category, count, Long::sum));
        return new RetryCounts(more.module, succeeded + more.succeeded, sum);
    }

    /** What has come since; all of it when its provider is a new one. */
    RetryCounts since(RetryCounts earlier) {
        if (total() < earlier.total()) {
            return this;
        }
        Map<ErrorCategory, Long> grown = new EnumMap<>(ErrorCategory.class);
        failed.forEach((category, count) -> {
            long more = count - earlier.failed.getOrDefault(category, 0L);
            if (more > 0) {
                grown.put(category, more);
            }
        });
        return new RetryCounts(module, Math.max(0, succeeded - earlier.succeeded), grown);
    }

    RetryFigures figures(String target) {
        return new RetryFigures(target, module, succeeded, failed);
    }
}
