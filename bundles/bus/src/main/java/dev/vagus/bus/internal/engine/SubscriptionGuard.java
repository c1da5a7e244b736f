package dev.vagus.bus.internal.engine;

import dev.vagus.bus.internal.engine.HandlerReceiver.Failures;
import dev.vagus.delivery.Mailbox;
import dev.vagus.delivery.Verdict;
import dev.vagus.module.ErrorRecord;
import dev.vagus.module.Setting;
import dev.vagus.spi.DeliveryGuard;
import dev.vagus.spi.DeliveryGuard.Admission;
import dev.vagus.spi.DeliveryGuard.Refusal;
import dev.vagus.spi.DeliveryGuards;
import dev.vagus.spi.DeliveryGuards.GuardedSubscription;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the messages of one subscription in its mailbox while its {@link DeliveryGuard} refuses attempts, and lets them go
 * again. Costs a subscription without a guard one read for each message.
 *
 * <p>Whatever may change the guard's mind leads to {@link #look}: an attempt that begins or ends, a change that the guard
 * tells of, the time that it has named. That asks and shuts or opens the gate, under this object's lock, so the gate goes by
 * the latest answer. A message that was taken out all the same, because several threads asked at once, is given back: in flight
 * meanwhile, handed out before all that wait, no attempt of it counted. Thread-safe.
 */
final class SubscriptionGuard {
    private static final Logger LOG = LoggerFactory.getLogger(SubscriptionGuard.class);
    private static final Runnable NOTHING = () -> {};

    private final BusSubscription subscription;
    private final Mailbox<Delivery> mailbox;
    private final Clocks clocks;
    private final Timer timer;
    private final Rarely news;

    /** Written with this object's lock. */
    private volatile @Nullable DeliveryGuard guard;

    /** Why the gate is shut; null when it is not. Written likewise. */
    private volatile @Nullable Refusal refusal;

    /** When an open breaker began or ceased to keep messages back, in milliseconds since 1970. */
    private volatile long changedAt;

    /** Guarded by this object, as is what follows. */
    private Runnable cancelWake = NOTHING;

    private boolean closed;

    SubscriptionGuard(BusSubscription subscription, Surroundings around) {
        this.subscription = subscription;
        mailbox = subscription.mailbox();
        clocks = around.clocks();
        timer = around.timer();
        news = new Rarely(clocks.nanos().getAsLong());
    }

    /** Whether something guards it; to be asked first where every message passes, as {@code TracerSlot.isOn}. */
    boolean isOn() {
        return guard != null;
    }

    /** What guards it now; null for nothing. */
    @Nullable
    DeliveryGuard now() {
        return guard;
    }

    /** Gets a guard from these, keeps the one that it has, or goes on without; another handler starts afresh. */
    synchronized void review(@Nullable DeliveryGuards guards, boolean afresh) {
        String target = Policies.target(subscription.channel().name());
        boolean wanted = !closed && guards != null && guards.apply(target);
        DeliveryGuard before = guard;
        if (before != null && (afresh || !wanted)) {
            guard = null;
            before.close();
        }
        if (guards != null && wanted && guard == null) {
            Terms terms = subscription.terms();
            String name = subscription.name();
            guard = guards.guard(
                    new GuardedSubscription(
                            target,
                            name.isEmpty() ? terms.owner().module() + '.' + subscription.id() : name,
                            terms.owner().module(),
                            terms.owner().bundleId()),
                    this::look);
        }
        look();
    }

    /** Ends for good. */
    synchronized void close() {
        closed = true;
        review(null, true);
    }

    /** Shuts or opens the gate. */
    private synchronized void look() {
        DeliveryGuard current = guard;
        Refusal fresh = current == null ? null : current.refusal();
        cancelWake.run();
        cancelWake = NOTHING;
        Duration after = fresh == null ? null : fresh.retryAfter();
        if (after != null) {
            cancelWake = timer.after(after, this::look);
        }
        boolean wasOpen = isOpen(refusal);
        refusal = fresh;
        if (wasOpen != isOpen(fresh)) {
            changedAt = clocks.millis().getAsLong();
            tell(fresh);
        }
        mailbox.gate().hold(fresh != null);
    }

    private static boolean isOpen(@Nullable Refusal refusal) {
        return refusal != null && refusal.open();
    }

    private void tell(@Nullable Refusal fresh) {
        if (fresh == null || !fresh.open()) {
            LOG.debug("{} is given messages again", subscription);
        } else if (news.permits(clocks.nanos().getAsLong())) {
            LOG.warn("{} is paused: {}; {} messages wait", subscription, fresh.reason(), mailbox.size());
        }
    }

    /** Makes an attempt if this guard lets it. */
    Verdict receive(
            DeliveryGuard current,
            Delivery delivery,
            Failures failures,
            BiFunction<Delivery, Failures, Verdict> attempt) {
        Admission admission = current.enter();
        look();
        if (admission == null) {
            postpone(delivery);
            return Verdict.LATER;
        }
        return attempt.apply(delivery, new Ending(admission, failures));
    }

    /** Gives a message back that was taken out: in flight, and the first one that is handed out again. */
    void postpone(Delivery delivery) {
        delivery.envelope().flatten();
        if (!mailbox.giveBack(delivery)) {
            subscription.redelivery().givenUp(delivery);
        }
    }

    /** Why an open breaker keeps messages back; empty when none does. */
    String reason() {
        Refusal now = refusal;
        return now != null && now.open() ? "paused: " + now.reason() : "";
    }

    /** When that was the case for the first time, or no longer, in milliseconds since 1970; 0 for never. */
    long changedAt() {
        return changedAt;
    }

    /** How it is; empty without a guard. */
    String status() {
        DeliveryGuard current = guard;
        return current == null ? "" : current.status();
    }

    List<Setting> settings() {
        DeliveryGuard current = guard;
        return current == null ? List.of() : current.settings();
    }

    /** Tells the guard how an attempt ended, before anything is done about it. */
    private final class Ending implements Failures {
        private final Admission admission;
        private final Failures failures;

        Ending(Admission admission, Failures failures) {
            this.admission = admission;
            this.failures = failures;
        }

        @Override
        public Verdict failed(Delivery delivery, ErrorRecord error) {
            admission.end(error.category());
            look();
            return failures.failed(delivery, error);
        }

        @Override
        public void ended(Delivery delivery) {
            admission.end(null);
            look();
            failures.ended(delivery);
        }
    }
}
