package dev.vagus.metrics.internal.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.metrics.internal.status.Readings.Reading;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReadingsTest {
    private static final Duration WINDOW = Duration.ofMinutes(5);

    private final Readings readings = new Readings();

    @Test
    void withoutAnOlderReadingEverythingHasGrown() {
        assertThat(at(0, 7)).isEqualTo(7);
        assertThat(at(299, 9)).isEqualTo(9);
    }

    @Test
    void whatGrewBeforeTheWindowDoesNotCount() {
        at(0, 7);
        at(100, 10);

        assertThat(at(300, 12)).isEqualTo(5);
        assertThat(at(400, 12)).isEqualTo(2);
        assertThat(at(600, 12)).isZero();
    }

    @Test
    void aFigureThatBeginsAnewCountsAsAWhole() {
        at(0, 100);

        assertThat(at(300, 3)).isEqualTo(3);
    }

    @Test
    void askedAThousandTimesASecondItStillKnowsTheWindow() {
        for (int i = 0; i < 400_000; i++) {
            readings.grown(Instant.EPOCH.plusMillis(i), new Reading(i, 0, 0, 0), WINDOW);
        }

        // Readings are kept every ten seconds or so.
        assertThat(at(400, 400_000)).isBetween(300_000L, 310_000L);
    }

    private long at(long second, long dropped) {
        return readings.grown(Instant.EPOCH.plusSeconds(second), new Reading(dropped, 0, 0, 0), WINDOW)
                .dropped();
    }
}
