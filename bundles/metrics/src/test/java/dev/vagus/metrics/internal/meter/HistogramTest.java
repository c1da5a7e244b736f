package dev.vagus.metrics.internal.meter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistogramTest {
    private static Histogram of(long... values) {
        Recorder recorder = new Recorder(false);
        for (long value : values) {
            recorder.ended(-1, value, null);
        }
        return recorder.read().took();
    }

    /** Durations as they come: most are short, a few are very long. */
    private static long[] durations(long seed, int count) {
        Random random = new Random(seed);
        return random.doubles(count, 3, 10)
                .mapToLong(exponent -> (long) Math.pow(10, exponent))
                .toArray();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void percentilesAreWithinA32ndOfThoseOfAllValuesSorted(long seed) {
        long[] values = durations(seed, 1 + (int) seed * 777);
        Histogram histogram = of(values);
        Arrays.sort(values);
        for (double share : new double[] {0, 0.01, 0.5, 0.9, 0.95, 0.99, 0.999, 1}) {
            long exact = values[Math.max(0, (int) Math.ceil(share * values.length) - 1)];
            assertThat((double) histogram.percentile(share)).isBetween(exact * 31 / 32.0 - 1, exact * 33 / 32.0 + 1);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void partsThatAreAddedUpHaveThePercentilesOfTheWhole(long seed) {
        long[] values = durations(seed, 3_000);
        Histogram.Sum sum = new Histogram.Sum(Scale.NANOS);
        for (int from = 0; from < values.length; from += 500) {
            sum.add(of(Arrays.copyOfRange(values, from, from + 500)));
        }
        Histogram whole = of(values);
        Histogram added = sum.take();
        assertThat(added.total()).isEqualTo(whole.total());
        for (double share : new double[] {0.5, 0.95, 0.99}) {
            assertThat(added.percentile(share)).isEqualTo(whole.percentile(share));
        }
        assertThat(sum.take().total()).isZero();
    }

    @Test
    void whatHasComeSinceAnEarlierOneIsTheDifference() {
        Recorder recorder = new Recorder(false);
        recorder.ended(-1, 1_000, null);
        recorder.ended(-1, 5_000_000, null);
        Histogram earlier = recorder.read().took();
        recorder.ended(-1, 50_000, null);
        recorder.ended(-1, 5_000_000, null);
        Histogram since = recorder.read().took().since(earlier);
        assertThat(since.total()).isEqualTo(2);
        assertThat(since.size()).isEqualTo(2);
        assertThat(since.from(0)).isLessThanOrEqualTo(50_000);
        assertThat(since.count(1)).isEqualTo(1);
        assertThat(earlier.since(earlier).size()).isZero();
    }

    @Test
    void oneWithNothingInItIsZero() {
        Histogram empty = Histogram.empty(Scale.NANOS);
        assertThat(empty.total()).isZero();
        assertThat(empty.percentile(0.99)).isZero();
        assertThat(empty.bound()).isZero();
    }

    @Test
    void countsBelowTheBoundOfABucketAreExact() {
        Histogram histogram = of(100, 1_000, 1 << 20, 1 << 21);
        assertThat(histogram.countBelow(1 << 20)).isEqualTo(2);
        assertThat(histogram.countBelow(Long.MAX_VALUE)).isEqualTo(4);
        assertThat(histogram.bound()).isGreaterThan(1 << 21);
    }
}
