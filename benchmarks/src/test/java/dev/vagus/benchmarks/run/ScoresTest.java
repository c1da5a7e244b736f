package dev.vagus.benchmarks.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScoresTest {
    private static final Question SPEED = new Question("Speed", "", "throughput", "ops/s", true);
    private static final Question TIME = new Question("Time", "", "p50", "ns/op", false);

    @Test
    void theIntervalOfAMeanIsThatOfStudentsT() {
        Estimate estimate = Estimate.ofMean(List.of(8.0, 9.0, 10.0, 11.0, 12.0), 0.95);
        assertThat(estimate.mean()).isEqualTo(10);
        // t(0.975, 4) = 2.776, the standard deviation 1.581, its error 0.707.
        assertThat(estimate.error()).isCloseTo(1.963, within(0.001));
        assertThat(estimate.lower()).isCloseTo(8.037, within(0.001));
    }

    @Test
    void oneValueHasNoInterval() {
        assertThat(Estimate.ofMean(List.of(8.0), 0.95).error()).isNaN();
    }

    @Test
    void whatSlowedAWholeRoundDoesNotChangeTheRatio() {
        Estimate ratio = Estimate.ofRatio(List.of(20.0, 4.0, 60.0), List.of(10.0, 2.0, 30.0), 0.999);
        assertThat(ratio.mean()).isCloseTo(2, within(1e-9));
        assertThat(ratio.lower()).isCloseTo(2, within(1e-9));
    }

    @Test
    void theRatioSaysHowManyTimesBetterTheBaselineIs() {
        Scores scores = new Scores(false);
        scores.add(SPEED, "VAGUS", 30);
        scores.add(SPEED, "OTHER", 10);
        scores.add(TIME, "VAGUS", 30);
        scores.add(TIME, "OTHER", 15);
        List<Row> rows = scores.rows("VAGUS", 0.95);
        assertThat(rows).extracting(Row::carrier).containsExactly("VAGUS", "OTHER", "VAGUS", "OTHER");
        assertThat(advantage(rows.get(1))).isCloseTo(3, within(1e-9));
        assertThat(advantage(rows.get(3))).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void nothingIsComparedWithZeroOrWithoutTheBaseline() {
        Scores scores = new Scores(false);
        scores.add(TIME, "VAGUS", 30);
        scores.add(TIME, "OTHER", 0);
        scores.add(SPEED, "OTHER", 10);
        assertThat(scores.rows("VAGUS", 0.95))
                .allSatisfy(row -> assertThat(row.advantage()).isNull());
    }

    private static double advantage(Row row) {
        Estimate advantage = row.advantage();
        assertThat(advantage).isNotNull();
        return advantage.mean();
    }
}
