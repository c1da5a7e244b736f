package dev.vagus.metrics.internal.prometheus;

import dev.vagus.metrics.internal.meter.Histogram;

/**
 * A histogram in seconds with few bounds. The bounds are powers of four of the unit that was counted in, which are bounds
 * there too, so that every count is exact; they are odd numbers of seconds for that.
 *
 * @param bounds the upper bounds in seconds, ascending, the last one infinite
 * @param counts how many values are between a bound and the one before
 * @param sum the sum of all values, in seconds
 */
record Buckets(double[] bounds, long[] counts, double sum) {
    private static final int FIRST_NANOS = 10; // 1.02 µs
    private static final int LAST_NANOS = 36; // 68.7 s
    private static final int FIRST_MILLIS = 0; // 1 ms
    private static final int LAST_MILLIS = 20; // 17 min
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double MILLIS_PER_SECOND = 1e3;

    /** Of durations that were counted in nanoseconds. */
    static Buckets ofNanos(Histogram histogram, long sumNanos) {
        return of(histogram, FIRST_NANOS, LAST_NANOS, NANOS_PER_SECOND, sumNanos / NANOS_PER_SECOND);
    }

    /** Of times that were counted in milliseconds; the sum is that of the middles of what was counted. */
    static Buckets ofMillis(Histogram histogram) {
        double sum = 0;
        for (int place = 0; place < histogram.size(); place++) {
            double middle = (histogram.from(place) + histogram.to(place) - 1) / 2.0;
            sum += middle * histogram.count(place);
        }
        return of(histogram, FIRST_MILLIS, LAST_MILLIS, MILLIS_PER_SECOND, sum / MILLIS_PER_SECOND);
    }

    private static Buckets of(Histogram histogram, int first, int last, double perSecond, double sum) {
        int size = (last - first) / 2 + 2;
        double[] bounds = new double[size];
        long[] counts = new long[size];
        long before = 0;
        for (int i = 0; i < size - 1; i++) {
            long bound = 1L << first + 2 * i;
            long below = histogram.countBelow(bound);
            bounds[i] = bound / perSecond;
            counts[i] = below - before;
            before = below;
        }
        bounds[size - 1] = Double.POSITIVE_INFINITY;
        counts[size - 1] = histogram.total() - before;
        return new Buckets(bounds, counts, sum);
    }

    /** This and another one of the same bounds together. */
    Buckets plus(Buckets other) {
        long[] together = counts.clone();
        for (int i = 0; i < together.length; i++) {
            together[i] += other.counts[i];
        }
        return new Buckets(bounds, together, sum + other.sum);
    }
}
