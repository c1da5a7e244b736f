package dev.vagus.metrics.internal.meter;

/** The use of a series by one operation, subscription or handler, until it is closed. Thread-safe. */
public final class Meter implements AutoCloseable {
    private final Meters meters;
    private final Series series;
    private boolean closed;

    Meter(Meters meters, Series series) {
        this.meters = meters;
        this.series = series;
    }

    /** Where to record. */
    public Recorder recorder() {
        return series.recorder;
    }

    /** Ends the use; what is still under way may be recorded later. A second time is harmless. */
    @Override
    public void close() {
        synchronized (meters) {
            if (!closed) {
                closed = true;
                meters.left(series);
            }
        }
    }
}
