package dev.vagus.bus.internal.engine;

import dev.vagus.delivery.Receiver;

/** A delivery after the first attempt: a retry, or a dead letter that is redriven. Compared by identity. */
final class Attempt implements Delivery {
    private final Envelope envelope;
    private final int attempts;
    private final long firstFailedAt;
    private final long deadline;

    private Attempt(Envelope envelope, int attempts, long firstFailedAt, long deadline) {
        this.envelope = envelope;
        this.attempts = attempts;
        this.firstFailedAt = firstFailedAt;
        this.deadline = deadline;
    }

    /** The next attempt of this delivery, which has failed once more. */
    static Attempt after(Delivery failed, long now) {
        return new Attempt(
                failed.envelope(),
                failed.attempts() + 1,
                failed.attempts() == 0 ? now : failed.firstFailedAt(),
                failed.deadline());
    }

    /** A dead letter anew: no attempt counts, and the message does not expire, since somebody wants it delivered. */
    static Attempt anew(Envelope envelope) {
        return new Attempt(envelope, 0, 0, Receiver.NEVER);
    }

    @Override
    public Envelope envelope() {
        return envelope;
    }

    @Override
    public int attempts() {
        return attempts;
    }

    @Override
    public long firstFailedAt() {
        return firstFailedAt;
    }

    @Override
    public long deadline() {
        return deadline;
    }
}
