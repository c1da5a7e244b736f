package dev.vagus.events.internal.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TrailTest {
    private static final long BEGIN = 5 * Ids.SKEW;

    private final Trail trail = new Trail(BEGIN);

    @Test
    void whatWasHadIsHadAndWhatLiesBetweenIsNot() {
        trail.had(BEGIN + 3);
        trail.had(BEGIN + 1);
        trail.had(BEGIN + 3);

        assertThat(LongStream.rangeClosed(BEGIN - 1, BEGIN + 4).filter(trail::isHad))
                .containsExactly(BEGIN - 1, BEGIN, BEGIN + 1, BEGIN + 3);
        assertThat(trail.above()).containsExactly(BEGIN + 1, BEGIN + 3);
        assertThat(trail.start()).isEqualTo(BEGIN);
    }

    @Test
    void theFloorFollowsAtADistanceOfTime() {
        trail.had(BEGIN + 1);
        trail.had(BEGIN + Ids.SKEW + 7);

        assertThat(trail.floor()).isEqualTo(BEGIN + 7);
        assertThat(trail.above()).containsExactly(BEGIN + Ids.SKEW + 7);
        trail.had(BEGIN + 2);
        assertThat(trail.above()).hasSize(1);
    }

    @Test
    void theFloorFollowsAtADistanceOfEvents() {
        LongStream.rangeClosed(1, 3 * Trail.MOST).forEach(each -> trail.had(BEGIN + 2 * each));

        assertThat(trail.above().size()).isBetween(Trail.MOST * 9 / 10, Trail.MOST);
        assertThat(trail.isHad(BEGIN + 2)).isTrue();
        assertThat(trail.isHad(BEGIN + 6 * Trail.MOST)).isTrue();
        assertThat(trail.isHad(BEGIN + 6 * Trail.MOST - 1)).isFalse();
    }

    @Test
    void theLatestIsTheLastThatWasHadOrTheFloor() {
        assertThat(trail.latest()).isEqualTo(BEGIN);
        trail.had(BEGIN + 7);
        trail.had(BEGIN + 3);
        assertThat(trail.latest()).isEqualTo(BEGIN + 7);
        trail.raise(BEGIN + 9);
        assertThat(trail.latest()).isEqualTo(BEGIN + 9);
    }

    @Test
    void whatWasMissedHoldsTheStartBackUntilItIsHad() {
        trail.missed(BEGIN + 5);
        trail.had(BEGIN + 6);
        trail.had(BEGIN + 2 * Ids.SKEW);
        assertThat(trail.start()).isEqualTo(BEGIN + 4);
        assertThat(trail.isHad(BEGIN + 5)).isFalse();
        assertThat(trail.isHad(BEGIN + 6)).isTrue();

        Trail copy = new Trail(trail.floor(), trail.above(), trail.gaps());
        trail.had(BEGIN + 5);
        assertThat(trail.start()).isEqualTo(trail.floor());
        assertThat(trail.isHad(BEGIN + 5)).isTrue();
        assertThat(copy.gaps()).isEqualTo(List.of(BEGIN + 5));
        assertThat(copy.isHad(BEGIN + 5)).isFalse();
    }

    @Test
    void ofWhatWasMissedTheLastThousandAreKnown() {
        LongStream.rangeClosed(1, 2 * Trail.MOST).forEach(each -> trail.missed(BEGIN + each));
        trail.raise(BEGIN + Ids.SKEW);

        assertThat(trail.gaps().size()).isBetween(Trail.MOST * 9 / 10, Trail.MOST);
        assertThat(trail.isHad(BEGIN + 1)).isTrue();
        assertThat(trail.isHad(BEGIN + 2 * Trail.MOST)).isFalse();
    }
}
