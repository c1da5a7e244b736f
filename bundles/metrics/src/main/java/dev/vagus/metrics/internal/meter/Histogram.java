package dev.vagus.metrics.internal.meter;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;

/**
 * How often values fell into the buckets of a {@link Scale}; only the buckets that hold something take memory. Immutable.
 *
 * <p>A percentile is the middle of the bucket that it lies in, so it is off by at most half a bucket: a 32nd of the value,
 * or half a unit where that is more.
 */
public final class Histogram {
    private static final Map<Scale, Histogram> EMPTY = Map.of(
            Scale.NANOS, new Histogram(Scale.NANOS, new short[0], new long[0]),
            Scale.MILLIS, new Histogram(Scale.MILLIS, new short[0], new long[0]));

    private final Scale scale;
    private final short[] buckets;
    private final long[] counts;
    private final long total;

    private Histogram(Scale scale, short[] buckets, long[] counts) {
        this.scale = scale;
        this.buckets = buckets;
        this.counts = counts;
        this.total = Arrays.stream(counts).sum();
    }

    /** One with nothing in it. */
    public static Histogram empty(Scale scale) {
        return Objects.requireNonNull(EMPTY.get(scale));
    }

    /** What the scale is of. */
    public Scale scale() {
        return scale;
    }

    /** How many values there are. */
    public long total() {
        return total;
    }

    /** How many buckets hold something. */
    public int size() {
        return buckets.length;
    }

    /** The lowest value of the bucket at this place, from 0 to {@link #size}; places are in the order of the values. */
    public long from(int place) {
        return scale.from(buckets[place]);
    }

    /** The lowest value above the bucket at this place. */
    public long to(int place) {
        return scale.to(buckets[place]);
    }

    /** How many values are in the bucket at this place. */
    public long count(int place) {
        return counts[place];
    }

    /** How many values are below a bound, as far as whole buckets are; exact for the bounds of buckets. */
    public long countBelow(long bound) {
        long below = 0;
        for (int i = 0; i < buckets.length && to(i) <= bound; i++) {
            below += counts[i];
        }
        return below;
    }

    /** What has come since an earlier one of the same counters. */
    public Histogram since(Histogram earlier) {
        Builder difference = new Builder(scale, buckets.length);
        int other = 0;
        for (int i = 0; i < buckets.length; i++) {
            while (other < earlier.buckets.length && earlier.buckets[other] < buckets[i]) {
                other++;
            }
            boolean known = other < earlier.buckets.length && earlier.buckets[other] == buckets[i];
            difference.add(buckets[i], counts[i] - (known ? earlier.counts[other] : 0));
        }
        return difference.build();
    }

    /** Adds its counts to those of a dense array with a place for each bucket of the scale. */
    void addTo(long[] dense) {
        for (int i = 0; i < buckets.length; i++) {
            dense[buckets[i]] += counts[i];
        }
    }

    /**
     * The value that this share of the values does not exceed.
     *
     * @param share from 0 to 1
     * @return the middle of its bucket; 0 when there are no values
     */
    public long percentile(double share) {
        long rank = Math.max(1, (long) Math.ceil(share * total));
        long seen = 0;
        for (int i = 0; i < buckets.length; i++) {
            seen += counts[i];
            if (seen >= rank) {
                return from(i) + (to(i) - from(i)) / 2;
            }
        }
        return 0;
    }

    /** Their mean, as far as the buckets tell; 0 when there are none. */
    public long mean() {
        double sum = 0;
        for (int i = 0; i < buckets.length; i++) {
            sum += (double) counts[i] * (from(i) + (to(i) - from(i)) / 2);
        }
        return total == 0 ? 0 : Math.round(sum / total);
    }

    /** The lowest value above all of them; 0 when there are none. */
    public long bound() {
        return buckets.length == 0 ? 0 : to(buckets.length - 1);
    }

    /** What it takes in memory, about, in bytes. */
    public int bytes() {
        return 72 + buckets.length * 10;
    }

    /** Collects the counts of ascending buckets. Not thread-safe. */
    static final class Builder {
        private final Scale scale;
        private short[] buckets;
        private long[] counts;
        private int size;

        Builder(Scale scale, int expected) {
            this.scale = scale;
            this.buckets = new short[expected];
            this.counts = new long[expected];
        }

        /** Takes the count of a bucket above all before; nothing when it is not positive. */
        void add(int bucket, long count) {
            if (count <= 0) {
                return;
            }
            if (size == buckets.length) {
                buckets = Arrays.copyOf(buckets, 2 * size + Scale.OCTAVE);
                counts = Arrays.copyOf(counts, buckets.length);
            }
            buckets[size] = (short) bucket;
            counts[size++] = count;
        }

        Histogram build() {
            return size == 0
                    ? empty(scale)
                    : new Histogram(scale, Arrays.copyOf(buckets, size), Arrays.copyOf(counts, size));
        }
    }

    /** Adds histograms of one scale up, again and again. Not thread-safe. */
    public static final class Sum {
        private final Scale scale;
        private final long[] dense;
        private boolean used;

        /** Nothing yet. */
        public Sum(Scale scale) {
            this.scale = scale;
            this.dense = new long[scale.octaves() * Scale.OCTAVE];
        }

        /** Adds one. */
        public void add(Histogram part) {
            used |= part.size() > 0;
            part.addTo(dense);
        }

        /** All that was added since the last time; begins anew. */
        public Histogram take() {
            if (!used) {
                return empty(scale);
            }
            Builder sum = new Builder(scale, Scale.OCTAVE);
            for (int bucket = 0; bucket < dense.length; bucket++) {
                sum.add(bucket, dense[bucket]);
            }
            Arrays.fill(dense, 0);
            used = false;
            return sum.build();
        }
    }
}
