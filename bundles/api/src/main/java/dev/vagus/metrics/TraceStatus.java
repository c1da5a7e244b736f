package dev.vagus.metrics;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How tracing is. Immutable.
 *
 * @param on whether it records
 * @param spec what it records, or recorded when it was on
 * @param origin who started or ended it: {@code configuration}, or {@code code} for code and the shell; empty before the first
 *     start
 * @param since when it was started; null while it is off
 * @param records how many records were made since
 * @param kept how many of them are in memory now
 * @param lost how many did not reach the file, since they came too fast or it could not be written
 * @param problem why the file cannot be written now; empty while it can, and without a file
 */
public record TraceStatus(
        boolean on,
        TraceSpec spec,
        String origin,
        @Nullable Instant since,
        long records,
        int kept,
        long lost,
        String problem) {}
