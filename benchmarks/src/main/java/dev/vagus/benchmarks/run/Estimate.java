package dev.vagus.benchmarks.run;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/**
 * A mean with its two-sided confidence interval after Student's t distribution. With one value there is no interval, and
 * the ends are not numbers.
 *
 * @param mean the mean
 * @param lower the lower end of the interval
 * @param upper the upper end
 */
public record Estimate(double mean, double lower, double upper) {
    /** The mean of these values, at this level of confidence, as 0.95. */
    public static Estimate ofMean(List<Double> values, double confidence) {
        SummaryStatistics statistics = new SummaryStatistics();
        values.forEach(statistics::addValue);
        double mean = statistics.getMean();
        long n = statistics.getN();
        if (n < 2) {
            return new Estimate(mean, Double.NaN, Double.NaN);
        }
        double quantile = new TDistribution(n - 1.0).inverseCumulativeProbability((1 + confidence) / 2);
        double error = quantile * statistics.getStandardDeviation() / Math.sqrt(n);
        return new Estimate(mean, mean - error, mean + error);
    }

    /**
     * The geometric mean of the ratios of values that belong together: those of one round, so that what slowed down a
     * whole round cancels out. The interval is that of the logarithms.
     */
    public static Estimate ofRatio(List<Double> over, List<Double> under, double confidence) {
        List<Double> logarithms = new ArrayList<>();
        for (int i = 0; i < Math.min(over.size(), under.size()); i++) {
            logarithms.add(Math.log(over.get(i) / under.get(i)));
        }
        Estimate plain = ofMean(logarithms, confidence);
        return new Estimate(Math.exp(plain.mean), Math.exp(plain.lower), Math.exp(plain.upper));
    }

    /** Half of the interval's width. */
    double error() {
        return upper - mean;
    }
}
