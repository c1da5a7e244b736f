package dev.vagus.breaker.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeWindowTest {
    private static final Thresholds NEVER = new Thresholds(1_000_000, 100, Long.MAX_VALUE, 100);

    @ParameterizedTest
    @CsvSource({"100,10", "1000,100", "9999,1000", "10000,1000", "60000,1000", "61000,1017", "3600000,60000"})
    void aCallStaysForItsTimeLessAtMostOneBucket(long millis, long bucketMillis) {
        Random random = new Random(millis);
        for (int i = 0; i < 100; i++) {
            long begin = random.nextLong() / 2;
            Duration time = Duration.ofMillis(millis);
            TimeWindow window = new TimeWindow(time, NEVER, begin);
            long came = begin + random.nextInt(1_000_000_000);
            assertThat(window.fail(0, came)).isNull();
            long shortest = time.minusMillis(bucketMillis).toNanos();
            assertThat(window.figures(came + shortest).failures()).isEqualTo(1);
            assertThat(window.figures(came + time.toNanos() + 100).failures()).isZero();
        }
    }

    @Test
    void pendingSuccessesStayAsLongAsThoseOfTheirBucket() {
        TimeWindow window = new TimeWindow(Duration.ofSeconds(10), NEVER, 0);
        for (int second = 0; second < 10; second++) {
            for (int i = 0; i <= second; i++) {
                assertThat(window.succeed(0, Duration.ofSeconds(second).toNanos()))
                        .isNull();
            }
        }
        assertThat(window.figures(Duration.ofSeconds(9).toNanos()).calls()).isEqualTo(55);
        assertThat(window.figures(Duration.ofSeconds(10).toNanos()).calls()).isEqualTo(54);
        assertThat(window.figures(Duration.ofSeconds(15).toNanos()).calls()).isEqualTo(34);
        assertThat(window.figures(Duration.ofSeconds(18).toNanos()).calls()).isEqualTo(10);
        assertThat(window.figures(Duration.ofSeconds(19).toNanos()).calls()).isZero();
    }

    @Test
    void aThreadThatIsLateBooksInTheCurrentBucket() {
        TimeWindow window = new TimeWindow(
                Duration.ofSeconds(10), NEVER, Duration.ofSeconds(100).toNanos());
        assertThat(window.succeed(0, Duration.ofSeconds(99).toNanos())).isNull();
        assertThat(window.fail(0, Duration.ofSeconds(98).toNanos())).isNull();
        Figures figures = window.figures(Duration.ofSeconds(109).toNanos());
        assertThat(figures.calls()).isEqualTo(2);
        assertThat(figures.failures()).isEqualTo(1);
        assertThat(window.figures(Duration.ofSeconds(110).toNanos()).calls()).isZero();
    }

    @Test
    void ratesThatAreTooHighBecauseOldSuccessesLeftAreSeenAtTheNextCallEvenAfterALook() {
        Thresholds half = new Thresholds(4, 50, Long.MAX_VALUE, 100);
        TimeWindow window = new TimeWindow(Duration.ofSeconds(10), half, 0);
        for (int i = 0; i < 20; i++) {
            assertThat(window.succeed(0, 0)).isNull();
        }
        long later = Duration.ofSeconds(5).toNanos();
        for (int i = 0; i < 4; i++) {
            assertThat(window.fail(0, later)).isNull();
        }
        long past = Duration.ofSeconds(11).toNanos();
        assertThat(window.figures(past)).isEqualTo(new Figures(4, 4, 0, 100, 0));
        assertThat(window.succeed(0, past)).isEqualTo("4 of the last 5 calls failed (80.0 %)");
    }
}
