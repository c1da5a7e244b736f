package dev.vagus.bus.internal.engine;

import dev.vagus.bus.DeadLetter;
import dev.vagus.bus.RedeliveryPolicy;
import dev.vagus.delivery.Mailbox;
import dev.vagus.delivery.Verdict;
import dev.vagus.module.ErrorCategory;
import dev.vagus.module.ErrorRecord;
import dev.vagus.module.TimeOrderedId;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done about the failed attempts of one subscription: another one after a pause, or a dead letter.
 *
 * <p>A message that waits for its next attempt is in flight: neither queued nor settled. It is in {@code waiting} until
 * its pause ends, then with the mailbox, which hands it out before all others. Whoever takes it out of {@code waiting}, the
 * timer or a clearing, settles it or passes it on, so it is settled once. {@code outstanding} counts both and is bounded:
 * at the limit (1 in strict order) the mailbox hands out nothing new, so it fills and its overflow policy answers. They
 * hold plain structure only.
 */
final class Redelivery implements HandlerReceiver.Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Redelivery.class);
    private static final Runnable NOTHING = () -> {};
    private static final Set<ErrorCategory> MAY_PASS = EnumSet.of(
            ErrorCategory.TIMEOUT,
            ErrorCategory.UNAVAILABLE,
            ErrorCategory.BUSY,
            ErrorCategory.NETWORK,
            ErrorCategory.INTERNAL);

    private final BusSubscription subscription;
    private final Mailbox<Delivery> mailbox;
    private final DeadLetters letters;
    private final Clocks clocks;
    private final Timer timer;
    private final Channels settings;

    /** What waits for its pause to end, and how to cancel that. */
    private final ConcurrentHashMap<Attempt, Runnable> waiting = new ConcurrentHashMap<>();

    private volatile boolean closed;

    /** Written with this object's lock, under which the mailbox is told. */
    private volatile int outstanding;

    Redelivery(BusSubscription subscription, Channels settings, DeadLetters letters, Surroundings around) {
        this.subscription = subscription;
        this.settings = settings;
        this.letters = letters;
        mailbox = subscription.mailbox();
        clocks = around.clocks();
        timer = around.timer();
    }

    /** How many messages wait for another attempt. */
    int outstanding() {
        return outstanding;
    }

    @Override
    public Verdict failed(Delivery delivery, ErrorRecord error) {
        long now = clocks.millis().getAsLong();
        Attempt next = Attempt.after(delivery, now);
        RedeliveryPolicy policy = policy();
        delivery.envelope().flatten();
        if (closed || !mayPass(error.category()) || next.attempts() > policy.retries()) {
            return bury(delivery, next, now, error);
        }
        LOG.debug("{} failed at {} and is tried again: {}", subscription, delivery.envelope(), error.summary());
        waiting.put(next, NOTHING);
        if (delivery.attempts() == 0) {
            count(1);
        }
        Duration pause =
                policy.pauseBefore(next.attempts(), ThreadLocalRandom.current().nextDouble());
        delivery.note("retry", "attempt " + (next.attempts() + 1) + " in " + pause.toMillis() + " ms");
        Runnable cancel = timer.after(pause, () -> due(next));
        waiting.replace(next, NOTHING, cancel);
        if (closed && waiting.remove(next) != null) {
            count(-1);
            return bury(Attempt.anew(delivery.envelope()), next, now, error);
        }
        return Verdict.LATER;
    }

    /** An attempt was not made, since the module may not hear the channel: there is no other one. */
    Verdict refused(Delivery delivery, ErrorRecord error) {
        long now = clocks.millis().getAsLong();
        delivery.envelope().flatten();
        return bury(delivery, Attempt.after(delivery, now), now, error);
    }

    /** The gate has gone that knew on whose behalf they were sent. */
    void lapse() {
        waiting.keySet().forEach(each -> each.envelope().lapse());
    }

    private RedeliveryPolicy policy() {
        RedeliveryPolicy own = subscription.terms().handling().redelivery();
        return own != null
                ? own
                : subscription.policy().redelivery(settings.settings().redelivery());
    }

    private boolean mayPass(ErrorCategory category) {
        Set<ErrorCategory> said = subscription.policy().categories();
        return (said != null ? said : MAY_PASS).contains(category);
    }

    private void due(Attempt attempt) {
        if (waiting.remove(attempt) != null && !mailbox.giveBack(attempt)) {
            count(-1);
        }
    }

    @Override
    public void ended(Delivery delivery) {
        if (delivery.attempts() > 0) {
            count(-1);
        }
    }

    /** New terms: strict order may have come or gone. */
    void review() {
        count(0);
    }

    private synchronized void count(int difference) {
        outstanding += difference;
        int limit = subscription.terms().handling().ordered()
                ? 1
                : settings.settings().redeliveriesWaiting();
        mailbox.gate().holdNew(outstanding >= limit);
    }

    private Verdict bury(Delivery delivery, Attempt after, long now, ErrorRecord error) {
        DeadLetter letter = new DeadLetter(
                new TimeOrderedId(TimeOrderedId.nextValue(now)),
                delivery.envelope(),
                subscription.label(),
                subscription.terms().owner().module(),
                after.attempts(),
                Instant.ofEpochMilli(after.firstFailedAt()),
                Instant.ofEpochMilli(now),
                error,
                false);
        delivery.note("dead-letter", letter.id() + " after attempt " + after.attempts());
        letters.add(
                letter,
                !subscription.name().isEmpty(),
                subscription.channel().spec().encrypted());
        ended(delivery);
        delivery.envelope().failed(error);
        if (subscription.mayWarnOfDeath(clocks.nanos().getAsLong())) {
            LOG.warn(
                    "{} is a dead letter: {} failed with {} at attempt {} ({} of its messages so far)",
                    delivery.envelope(),
                    subscription,
                    error.type(),
                    after.attempts(),
                    mailbox.counts().dead() + 1);
        }
        return Verdict.DEAD;
    }

    /** Gives up whatever waits for another attempt, as cleared; returns how many messages that were. */
    long clear() {
        long cleared = 0;
        for (Attempt each : waiting.keySet()) {
            Runnable cancel = waiting.remove(each);
            if (cancel != null) {
                cancel.run();
                mailbox.settle(Verdict.CLEARED);
                givenUp(each);
                cleared++;
            }
        }
        return cleared + mailbox.clearReturned(this::givenUp);
    }

    /** Given up without another attempt. */
    void givenUp(Delivery delivery) {
        ended(delivery);
        subscription.cleared(delivery);
    }

    /** The same for ever, when the subscription has ended: an attempt that fails now is the last. */
    long close() {
        closed = true;
        return clear();
    }
}
