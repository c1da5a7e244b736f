package dev.vagus.metrics.internal.meter;

/**
 * The buckets of a histogram: sixteen to each power of two, so that a bucket's width is at most a sixteenth of what lies in
 * it. The first sixteen have the width of the unit. What is too large for the last bucket is counted there. Immutable.
 */
public enum Scale {
    /** Durations in nanoseconds: the unit is 16 ns, and the last bucket ends at 2<sup>42</sup> ns, 73 minutes. */
    NANOS(4, 35),
    /** Times in milliseconds: the unit is 1 ms, and the last bucket ends at 2<sup>31</sup> ms, 24 days. */
    MILLIS(0, 28);

    /** How many buckets make an octave. */
    public static final int OCTAVE = 16;

    private static final int OCTAVE_SHIFT = 4;

    private final int unitShift;
    private final int octaves;

    Scale(int unitShift, int octaves) {
        this.unitShift = unitShift;
        this.octaves = octaves;
    }

    /** How many octaves there are; the first one is linear, from 0. */
    public int octaves() {
        return octaves;
    }

    /** The bucket that a value belongs to, from 0; a negative value belongs to the first. */
    public int bucket(long value) {
        long units = Math.max(0, value) >>> unitShift;
        if (units < OCTAVE) {
            return (int) units;
        }
        int exponent = 63 - Long.numberOfLeadingZeros(units);
        int octave = exponent - OCTAVE_SHIFT + 1;
        if (octave >= octaves) {
            return octaves * OCTAVE - 1;
        }
        return octave * OCTAVE + ((int) (units >>> exponent - OCTAVE_SHIFT) & OCTAVE - 1);
    }

    /** The lowest value of a bucket. */
    public long from(int bucket) {
        int octave = bucket >>> OCTAVE_SHIFT;
        long within = bucket & OCTAVE - 1;
        return octave == 0 ? within << unitShift : within + OCTAVE << octave - 1 + unitShift;
    }

    /** The lowest value above a bucket. */
    public long to(int bucket) {
        return from(bucket + 1);
    }
}
