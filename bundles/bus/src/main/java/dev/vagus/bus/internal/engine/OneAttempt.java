package dev.vagus.bus.internal.engine;

import dev.vagus.bus.DeadLetter;
import dev.vagus.delivery.Verdict;
import dev.vagus.module.ErrorRecord;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a message a dead letter when its first attempt fails. */
final class OneAttempt implements HandlerReceiver.Failures {
    private static final Logger LOG = LoggerFactory.getLogger(OneAttempt.class);

    private final BusSubscription subscription;
    private final DeadLetters letters;
    private final Clocks clocks;

    OneAttempt(BusSubscription subscription, DeadLetters letters, Clocks clocks) {
        this.subscription = subscription;
        this.letters = letters;
        this.clocks = clocks;
    }

    @Override
    public Verdict failed(Envelope envelope, ErrorRecord error) {
        envelope.flatten();
        letters.add(new DeadLetter(
                envelope,
                subscription.label(),
                subscription.terms().owner().module(),
                1,
                Instant.ofEpochMilli(clocks.millis().getAsLong()),
                error));
        if (subscription.mayWarnOfDeath(clocks.nanos().getAsLong())) {
            LOG.warn(
                    "{} is a dead letter: {} failed with {} ({} of its messages so far)",
                    envelope,
                    subscription,
                    error.type(),
                    subscription.mailbox().counts().dead() + 1);
        }
        return Verdict.DEAD;
    }
}
