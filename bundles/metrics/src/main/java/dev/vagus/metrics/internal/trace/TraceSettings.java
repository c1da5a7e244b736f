package dev.vagus.metrics.internal.trace;

import dev.vagus.metrics.TraceSpec;

/**
 * What the configuration says.
 *
 * @param enabled whether it wants tracing to be on
 * @param spec what it wants to be recorded
 * @param ringRecords how many records are kept in memory
 * @param ringBytes how much they weigh at most
 * @param fileBytes how large a file grows
 * @param files how many files there are at most
 */
public record TraceSettings(
        boolean enabled, TraceSpec spec, int ringRecords, long ringBytes, long fileBytes, int files) {
    /** Off; 10,000 records and 16 MiB in memory, 5 files of 10 MiB. */
    public static final TraceSettings DEFAULT =
            new TraceSettings(false, TraceSpec.ALL, 10_000, 16L << 20, 10L << 20, 5);

    FileBounds file() {
        return new FileBounds(fileBytes, files);
    }

    /** Whether those want the same to be recorded. */
    boolean wantsLike(TraceSettings other) {
        return enabled == other.enabled && spec.equals(other.spec);
    }
}
