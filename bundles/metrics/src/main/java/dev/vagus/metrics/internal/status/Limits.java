package dev.vagus.metrics.internal.status;

import java.time.Duration;

/**
 * From where on something is an issue.
 *
 * @param mailboxShare the share of a mailbox's capacity, in percent
 * @param oldest the age of the oldest message in a mailbox
 * @param growth how long ago things count that grow
 * @param keyAge the age of the key that signs
 */
public record Limits(int mailboxShare, Duration oldest, Duration growth, Duration keyAge) {
    /** What holds when nothing is said. */
    public static final Limits DEFAULTS =
            new Limits(80, Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofDays(365));
}
