package dev.vagus.benchmarks.run;

/**
 * What one carrier was measured for.
 *
 * @param benchmark the class and the method of the benchmark
 * @param workload its parameters but the carrier; empty when there are none
 * @param metric what was measured
 * @param unit its unit
 * @param moreIsBetter whether a higher value is the better one
 */
public record Question(String benchmark, String workload, String metric, String unit, boolean moreIsBetter) {}
