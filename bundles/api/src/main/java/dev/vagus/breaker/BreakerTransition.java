package dev.vagus.breaker;

import java.time.Instant;

/**
 * A change of a breaker's state.
 *
 * @param time when, by the wall clock
 * @param from the state before
 * @param to the state after; never the same
 * @param reason for people, such as {@code 10 failures in a row, the last: timeout} or {@code reset by shell}
 */
public record BreakerTransition(Instant time, BreakerState from, BreakerState to, String reason) {}
