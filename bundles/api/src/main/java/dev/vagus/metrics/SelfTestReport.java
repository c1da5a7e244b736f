package dev.vagus.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What came out of a self-test.
 *
 * @param spec what was to be tried
 * @param startedAt when it began, by the wall clock
 * @param took how long it took
 * @param rows what was tried, in that order
 */
public record SelfTestReport(SelfTestSpec spec, Instant startedAt, Duration took, List<SelfTestRow> rows) {
    /** Copies the rows. */
    public SelfTestReport {
        rows = List.copyOf(rows);
    }

    /** How many rows have this result. */
    public int count(SelfTestRow.Result result) {
        return (int) rows.stream().filter(row -> row.result() == result).count();
    }

    /** Whether nothing has failed and something has passed. */
    public boolean passed() {
        return count(SelfTestRow.Result.FAILED) == 0 && count(SelfTestRow.Result.PASSED) > 0;
    }

    /** How many of those that were tried have passed, from 0 to 100 %; 0 when nothing was tried. */
    public double passRate() {
        int tried = rows.size() - count(SelfTestRow.Result.SKIPPED);
        return tried == 0 ? 0 : 100.0 * count(SelfTestRow.Result.PASSED) / tried;
    }
}
