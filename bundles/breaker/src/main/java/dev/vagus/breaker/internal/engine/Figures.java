package dev.vagus.breaker.internal.engine;

/**
 * What a window holds.
 *
 * @param calls all
 * @param failures those that failed
 * @param slow those that were slow, whether they failed or not
 * @param failureRate in percent; -1 while there are too few calls
 * @param slowRate as above
 */
record Figures(long calls, long failures, long slow, double failureRate, double slowRate) {
    static final Figures EMPTY = new Figures(0, 0, 0, -1, -1);
}
