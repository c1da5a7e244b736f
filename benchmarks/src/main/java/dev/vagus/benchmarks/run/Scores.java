package dev.vagus.benchmarks.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** The scores of all rounds, by question and carrier: one for each round. */
public final class Scores {
    private static final String CARRIER = "carrier";
    private static final String ALLOCATION = "gc.alloc.rate.norm";

    /** Neither a figure of a profiler, as gc.time, nor a percentile, as p0.99: those have dots. */
    private static final Pattern OWN_COUNTER = Pattern.compile("\\w+");

    private final Map<Question, Map<String, List<Double>>> scores = new LinkedHashMap<>();
    private final boolean fastest;

    /**
     * None yet.
     *
     * @param fastest whether the fastest iteration of a round is its score, and not their mean
     */
    public Scores(boolean fastest) {
        this.fastest = fastest;
    }

    /** Adds one. */
    public void add(Question question, String carrier, double score) {
        scores.computeIfAbsent(question, any -> new LinkedHashMap<>())
                .computeIfAbsent(carrier, any -> new ArrayList<>())
                .add(score);
    }

    /** Adds what one round has brought. */
    void addRound(Collection<RunResult> results) {
        results.forEach(this::add);
    }

    private void add(RunResult result) {
        BenchmarkParams params = result.getParams();
        Result<?> primary = result.getPrimaryResult();
        boolean moreIsBetter = params.getMode() == Mode.Throughput;
        if (params.getMode() == Mode.SampleTime) {
            add(
                    params,
                    "p50",
                    primary.getScoreUnit(),
                    false,
                    primary.getStatistics().getPercentile(50));
            add(
                    params,
                    "p99",
                    primary.getScoreUnit(),
                    false,
                    primary.getStatistics().getPercentile(99));
        } else {
            String metric = moreIsBetter ? "throughput" : "time";
            add(params, metric, primary.getScoreUnit(), moreIsBetter, score(result, moreIsBetter));
        }
        result.getSecondaryResults().forEach((label, secondary) -> {
            if (label.equals(ALLOCATION)) {
                add(params, "allocation", secondary.getScoreUnit(), false, secondary.getScore());
            } else if (OWN_COUNTER.matcher(label).matches()) {
                add(params, label, secondary.getScoreUnit().replace("#", label), false, secondary.getScore());
            }
        });
    }

    private double score(RunResult result, boolean moreIsBetter) {
        if (!fastest) {
            return result.getPrimaryResult().getScore();
        }
        DoubleSummaryStatistics iterations = result.getBenchmarkResults().stream()
                .flatMap(fork -> fork.getIterationResults().stream())
                .mapToDouble(each -> each.getPrimaryResult().getScore())
                .summaryStatistics();
        return moreIsBetter ? iterations.getMax() : iterations.getMin();
    }

    private void add(BenchmarkParams params, String metric, String unit, boolean moreIsBetter, double score) {
        String[] parts = params.getBenchmark().split("\\.");
        String name = parts[parts.length - 2] + "." + parts[parts.length - 1];
        String workload = params.getParamsKeys().stream()
                .filter(key -> !key.equals(CARRIER))
                .map(key -> key + "=" + params.getParam(key))
                .collect(Collectors.joining(", "));
        String carrier = params.getParamsKeys().contains(CARRIER) ? params.getParam(CARRIER) : "VAGUS";
        add(new Question(name, workload, metric, unit, moreIsBetter), carrier, score);
    }

    /** Every carrier at every question, the baseline compared with each of the others. */
    public List<Row> rows(String baseline, double confidence) {
        List<Row> rows = new ArrayList<>();
        scores.forEach((question, carriers) -> carriers.forEach((carrier, values) -> {
            List<Double> own = carriers.getOrDefault(baseline, List.of());
            boolean comparable = !carrier.equals(baseline) && positive(own) && positive(values);
            rows.add(new Row(
                    question,
                    carrier,
                    List.copyOf(values),
                    Estimate.ofMean(values, confidence),
                    comparable ? ratio(question, own, values, confidence) : null));
        }));
        return rows;
    }

    private static Estimate ratio(Question question, List<Double> own, List<Double> other, double confidence) {
        return question.moreIsBetter()
                ? Estimate.ofRatio(own, other, confidence)
                : Estimate.ofRatio(other, own, confidence);
    }

    private static boolean positive(List<Double> values) {
        return !values.isEmpty() && values.stream().allMatch(each -> each > 0);
    }
}
