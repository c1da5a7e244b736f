package dev.vagus.metrics.internal.selftest;

/**
 * One thing that is tried.
 *
 * @param concern what it belongs to
 * @param name what it is, in words
 * @param body tries it
 */
record Check(String concern, String name, Body body) {
    /** Tries something. */
    @FunctionalInterface
    interface Body {
        /**
         * Tries it on the calling thread.
         *
         * @return what was seen
         * @throws CheckFailed when it is not as it should be
         * @throws CheckSkipped when it cannot be tried
         * @throws Exception which is a failure too
         */
        String run(Scene scene) throws Exception;
    }
}
