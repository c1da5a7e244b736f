package dev.vagus.metrics;

/** How well something is, from well to ill. */
public enum Health {
    /** It does what it is for. */
    HEALTHY,
    /** It works, and somebody should look at it. */
    DEGRADED,
    /** It does not do what it is for. */
    UNHEALTHY;

    /** The worse of the two. */
    public Health and(Health other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
