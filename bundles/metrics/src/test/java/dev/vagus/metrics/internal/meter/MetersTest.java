package dev.vagus.metrics.internal.meter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.metrics.internal.meter.SeriesKey.Kind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetersTest {
    private static final int MOST = 3;

    private long nanos;
    private final Meters meters = new Meters(MOST, () -> nanos);

    private static SeriesKey key(String name) {
        return new SeriesKey(Kind.OPERATION, "Lab." + name, name, "Lab");
    }

    private Meter open(String name) {
        return meters.open(key(name));
    }

    private void count(String name) {
        try (Meter meter = open(name)) {
            meter.recorder().ended(-1, 1_000, null);
        }
    }

    private List<String> names() {
        return meters.read().stream().map(Reading::name).sorted().toList();
    }

    private long succeeded(String name) {
        return meters.read().stream()
                .filter(reading -> reading.name().equals(name))
                .mapToLong(Reading::succeeded)
                .sum();
    }

    @Test
    void aNewVersionOfAModuleGoesOnWithItsSeries() {
        count("Run");
        count("Run");
        assertThat(succeeded("Run")).isEqualTo(2);
        assertThat(names()).containsExactly("Run");
    }

    @Test
    void theSameNameOfAnotherKindIsAnotherSeries() {
        count("Run");
        Meter other = meters.open(new SeriesKey(Kind.SUBSCRIPTION, "Lab.Run", "Run", "Lab"));
        other.recorder().ended(5, 1_000, null);
        assertThat(meters.read()).hasSize(2).allMatch(reading -> reading.succeeded() == 1);
    }

    @Test
    void whatFindsNoRoomIsCountedTogether() {
        for (String name : List.of("a", "b", "c", "d", "e")) {
            open(name).recorder().ended(-1, 1_000, null);
        }
        assertThat(names()).containsExactly("a", "b", "c", SeriesKey.OTHER);
        assertThat(succeeded(SeriesKey.OTHER)).isEqualTo(2);
        assertThat(meters.withoutRoom(Kind.OPERATION)).isEqualTo(2);
        assertThat(meters.withoutRoom(Kind.EVENT_HANDLER)).isZero();
    }

    @Test
    void eachKindHasItsOwnRoom() {
        List.of("a", "b", "c", "d").forEach(this::open);
        meters.open(new SeriesKey(Kind.EVENT_HANDLER, "topic", "h", "Lab"));
        assertThat(names()).contains("h");
    }

    @Test
    void theOneThatHasBeenUnusedForTheLongestGivesItsRoomUp() {
        Meter first = open("a");
        Meter second = open("b");
        open("c");
        second.close();
        first.close();
        open("d");
        assertThat(names()).containsExactly("a", "c", "d");
        open("e");
        assertThat(names()).containsExactly("c", "d", "e");
        open("f");
        assertThat(names()).containsExactly("c", "d", "e", SeriesKey.OTHER);
    }

    @Test
    void oneThatIsUsedAgainKeepsItsRoom() {
        open("a").close();
        open("b").close();
        open("a");
        open("c");
        open("d");
        assertThat(names()).containsExactly("a", "c", "d");
    }

    @Test
    void anUnusedSeriesIsKeptForAnHour() {
        open("a").close();
        open("b");
        nanos = Meters.KEPT.toNanos() - 1;
        meters.maintain();
        assertThat(names()).containsExactly("a", "b");
        nanos++;
        meters.maintain();
        assertThat(names()).containsExactly("b");
    }

    @Test
    void twoUsersOfOneSeriesBothCountAndItIsUnusedWhenBothHaveGone() {
        Meter one = open("a");
        Meter two = open("a");
        one.close();
        one.close();
        nanos = Meters.KEPT.toNanos();
        meters.maintain();
        assertThat(names()).containsExactly("a");
        two.close();
        nanos += Meters.KEPT.toNanos();
        meters.maintain();
        assertThat(names()).isEmpty();
    }

    @Test
    void aLowerLimitTakesUnusedSeriesAwayAndLeavesTheOthers() {
        open("a").close();
        open("b");
        open("c");
        meters.limit(1);
        assertThat(names()).containsExactly("b", "c");
    }

    @Test
    void aHundredThousandNamesTakeTheRoomOfAFew() {
        List<Meter> open = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            count("short" + i);
        }
        for (int i = 0; i < 100_000; i++) {
            Meter meter = open("long" + i);
            meter.recorder().ended(-1, i, null);
            open.add(meter);
        }
        assertThat(meters.read()).hasSize(MOST + 1);
        assertThat(succeeded(SeriesKey.OTHER)).isEqualTo(100_000 - MOST);
        open.forEach(Meter::close);
        assertThat(meters.read()).hasSize(MOST + 1);
    }
}
