package dev.vagus.security.internal.ledger;

/**
 * A moment up to which tokens are revoked.
 *
 * @param sequence for those issued here: the place among them
 * @param millis for others: the time of issue, in milliseconds since 1970, with what clocks may be apart
 * @param until when it has nothing to revoke any more
 */
record Cutoff(long sequence, long millis, long until) {
    Cutoff later(Cutoff other) {
        return new Cutoff(
                Math.max(sequence, other.sequence), Math.max(millis, other.millis), Math.max(until, other.until));
    }

    boolean catches(Issue token) {
        if (token.sequence() > 0) {
            return token.sequence() <= sequence;
        }
        // One that does not say when it was issued may have been issued before.
        return token.issuedAt() == null || token.issuedAt() <= millis;
    }
}
