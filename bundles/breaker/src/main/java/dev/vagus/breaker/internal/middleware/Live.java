package dev.vagus.breaker.internal.middleware;

import dev.vagus.breaker.internal.policy.Terms;

/** Something that goes by the policies of one target as long as it lives. */
interface Live {
    /** What it goes by. */
    String target();

    /**
     * Goes by these terms from now on, keeping its state.
     *
     * @throws IllegalArgumentException when they contradict each other; then nothing changes
     */
    void review(Terms terms);
}
