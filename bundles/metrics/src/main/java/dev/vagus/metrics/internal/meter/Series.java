package dev.vagus.metrics.internal.meter;

/** A series, and who uses it. Guarded by {@link Meters}, but for its recorder. */
final class Series {
    final SeriesKey key;
    final Recorder recorder;
    private int users;
    private long unusedSince;

    Series(SeriesKey key) {
        this.key = key;
        this.recorder = new Recorder(key.kind() != SeriesKey.Kind.OPERATION);
    }

    void use() {
        users++;
    }

    void leave(long nanos) {
        users--;
        unusedSince = nanos;
    }

    boolean isUsed() {
        return users > 0;
    }

    /** For how long nobody has used it, in nanoseconds; only of one that is not used. */
    long unusedFor(long nanos) {
        return nanos - unusedSince;
    }
}
