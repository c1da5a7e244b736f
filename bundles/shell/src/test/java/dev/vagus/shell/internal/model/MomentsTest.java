package dev.vagus.shell.internal.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MomentsTest {
    private static final ZonedDateTime NOW = ZonedDateTime.parse("2026-11-22T10:00:00+01:00[Europe/Berlin]");

    @ParameterizedTest
    @CsvSource({
        "PT999999999999H,1970-01-01T00:00:00Z",
        "5m,2026-11-22T08:55:00Z",
        "2h,2026-11-22T07:00:00Z",
        "PT30S,2026-11-22T08:59:30Z",
        "2026-11-22T06:00:00Z,2026-11-22T06:00:00Z",
        "2026-11-22T06:00:00+02:00,2026-11-22T04:00:00Z",
        "2026-11-22T06:00,2026-11-22T05:00:00Z",
        "2026-07-01T06:00:00,2026-07-01T04:00:00Z",
        "2026-11-22,2026-11-21T23:00:00Z",
        "08:30,2026-11-22T07:30:00Z",
        "08:30:15.250,2026-11-22T07:30:15.250Z",
    })
    void readsTimesAndHowLongAgo(String word, Instant moment) {
        assertThat(Moments.parse("--since", word, NOW)).isEqualTo(moment);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "soon", "-5m", "25:00", "2026-13-01", "2026-11-22 06:00", "PT9999999999999999H"})
    void saysWhatWouldBeRight(String word) {
        assertThatThrownBy(() -> Moments.parse("--since", word, NOW))
                .isInstanceOf(CommandException.class)
                .hasMessageStartingWith(
                        "--since must be how long ago, such as 30s, 5m, 2h or 1d, or a time such as 08:30")
                .hasMessageEndingWith("but is '" + word + "'");
    }

    @Test
    void refusesTheFuture() {
        assertThatThrownBy(() -> Moments.parse("--until", "10:01", NOW))
                .hasMessage("--until must be in the past, but '10:01' is 2026-11-22T09:01:00Z");
    }
}
