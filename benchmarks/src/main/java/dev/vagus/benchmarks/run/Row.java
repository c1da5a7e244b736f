package dev.vagus.benchmarks.run;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One carrier at one question.
 *
 * @param question what was measured
 * @param carrier who
 * @param rounds the score of each round
 * @param score their mean
 * @param advantage how many times better the baseline is; null for the baseline itself and where there is none
 */
public record Row(
        Question question,
        String carrier,
        List<Double> rounds,
        Estimate score,
        @Nullable Estimate advantage) {}
