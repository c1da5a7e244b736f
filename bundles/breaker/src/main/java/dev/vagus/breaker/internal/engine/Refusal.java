package dev.vagus.breaker.internal.engine;

import dev.vagus.breaker.BreakerState;
import java.time.Instant;

/**
 * Why a breaker refuses calls, at one moment.
 *
 * @param state never closed, unless it closed just now
 * @param since since when, by the wall clock
 * @param reason what brought it into this state, for people
 * @param retryAfterNanos when a call may be let through, from now: when it is open, the rest of the recovery time; half-open
 *     with all probes under way, when the oldest counts as lost at the latest; -1 when it is forced open
 */
public record Refusal(BreakerState state, Instant since, String reason, long retryAfterNanos) {}
