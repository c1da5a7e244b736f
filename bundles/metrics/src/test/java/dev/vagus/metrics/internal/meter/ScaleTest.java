package dev.vagus.metrics.internal.meter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScaleTest {
    private static long last(Scale scale) {
        return scale.to(scale.octaves() * Scale.OCTAVE - 1) - 1;
    }

    @ParameterizedTest
    @EnumSource
    void bucketsFollowEachOtherWithoutGaps(Scale scale) {
        assertThat(scale.from(0)).isZero();
        for (int bucket = 0; bucket < scale.octaves() * Scale.OCTAVE; bucket++) {
            assertThat(scale.bucket(scale.from(bucket))).isEqualTo(bucket);
            assertThat(scale.bucket(scale.to(bucket) - 1)).isEqualTo(bucket);
        }
    }

    @ParameterizedTest
    @EnumSource
    void noBucketIsWiderThanASixteenthOfWhatLiesInItBeyondTheUnit(Scale scale) {
        Random random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            long value = random.nextLong() >>> random.nextInt(63) & Long.MAX_VALUE;
            if (value <= last(scale)) {
                int bucket = scale.bucket(value);
                assertThat(value).isBetween(scale.from(bucket), scale.to(bucket) - 1);
                assertThat(scale.to(bucket) - scale.from(bucket))
                        .isLessThanOrEqualTo(Math.max(scale.to(0), value / Scale.OCTAVE));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsOutsideGoesIntoTheFirstOrTheLastBucket(Scale scale) {
        assertThat(scale.bucket(-1)).isZero();
        assertThat(scale.bucket(last(scale) + 1)).isEqualTo(scale.octaves() * Scale.OCTAVE - 1);
        assertThat(scale.bucket(Long.MAX_VALUE)).isEqualTo(scale.octaves() * Scale.OCTAVE - 1);
    }

    @ParameterizedTest
    @EnumSource(names = "NANOS")
    void durationsReachFrom16NanosecondsToMoreThanAnHour(Scale scale) {
        assertThat(scale.to(0)).isEqualTo(16);
        assertThat(last(scale)).isEqualTo((1L << 42) - 1);
    }
}
