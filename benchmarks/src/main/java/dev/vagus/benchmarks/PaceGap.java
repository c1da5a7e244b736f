package dev.vagus.benchmarks;

/** Some lines of memory of nothing before the fields of {@link Pace}, which its publisher writes at each message. */
@SuppressWarnings("unused")
abstract class PaceGap {
    private long a1, a2, a3, a4, a5, a6, a7, a8, b1, b2, b3, b4, b5, b6, b7, b8;
}
