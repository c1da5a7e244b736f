package dev.vagus.breaker;

/** What a circuit breaker does with the next call. */
public enum BreakerState {
    /** It lets every call through and watches how they end. */
    CLOSED,
    /** It refuses every call until its recovery time is over. */
    OPEN,
    /** It lets a limited number of calls through as probes and refuses the others; how the probes end decides. */
    HALF_OPEN,
    /** Somebody has opened it by hand: it refuses every call until somebody resets it by force. */
    FORCED_OPEN
}
