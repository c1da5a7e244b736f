package dev.vagus.bus.internal.engine;

import dev.vagus.bus.BusDrainedException;
import dev.vagus.bus.ChannelSnapshot;
import dev.vagus.bus.ChannelSnapshot.State;
import dev.vagus.bus.DrainReport;
import dev.vagus.delivery.Dispatcher;
import dev.vagus.delivery.MailboxCounts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Pausing, resuming, clearing and draining, of the bus, a channel or a subscription. Thread-safe. */
public final class Control {
    private static final long GLANCE = TimeUnit.MILLISECONDS.toNanos(2);

    private final Channels channels;
    private final Subscriptions subscriptions;
    private final LongSupplier nanos;
    private final Runnable check;
    private volatile boolean drained;

    /**
     * @param check throws when the bus has stopped
     */
    Control(Channels channels, Subscriptions subscriptions, LongSupplier nanos, Runnable check) {
        this.channels = channels;
        this.subscriptions = subscriptions;
        this.nanos = nanos;
        this.check = check;
    }

    /**
     * Pauses delivery.
     *
     * @param channel null for the whole bus
     * @param reason shown to people; may be empty
     */
    public void pause(@Nullable String channel, String reason) {
        check.run();
        subscriptions.hold(channel == null ? null : channels.existing(channel), reason);
    }

    /** Goes on after a pause and after a drain. */
    public void resume(@Nullable String channel) {
        check.run();
        if (channel == null) {
            drained = false;
            subscriptions.hold(null, null);
        } else {
            Channel known = channels.existing(channel);
            known.drained(false);
            subscriptions.hold(known, null);
        }
    }

    /** Pauses one subscription, or lets it go on when the reason is null, also one over its budget; false when there is none of that id. */
    public boolean holdSubscription(String id, @Nullable String reason) {
        check.run();
        BusSubscription known = subscriptions.find(id);
        if (known != null) {
            known.holds().set(Holds.Kind.SUBSCRIPTION, reason);
            if (reason == null) {
                known.budget().resume();
            }
        }
        return known != null;
    }

    /** The subscription of that id; null when there is none. */
    @Nullable
    BusSubscription subscription(String id) {
        check.run();
        return subscriptions.find(id);
    }

    /** Clears one subscription's mailbox; empty when there is none of that id. */
    public OptionalLong clearSubscription(String id) {
        check.run();
        BusSubscription known = subscriptions.find(id);
        return known == null ? OptionalLong.empty() : OptionalLong.of(known.clear());
    }

    /** Turns a message away that comes after a drain, unless a handler sends it, whose work is being drained. */
    void admit(Channel channel) {
        if (isDrained(channel) && !Dispatcher.isDispatching()) {
            channel.books().refused.increment();
            throw new BusDrainedException((drained ? "the message bus" : "channel " + channel.name())
                    + " was drained and takes no messages until it is resumed (bus-resume)");
        }
    }

    boolean isDrained(Channel channel) {
        return drained || channel.isDrained();
    }

    /** The channel as it is, also when the whole bus is paused or was drained. */
    ChannelSnapshot snapshot(Channel channel) {
        boolean paused = subscriptions.isPaused() || channel.paused() != null;
        return channel.snapshot(isDrained(channel) ? State.DRAINED : paused ? State.PAUSED : State.ACTIVE);
    }

    /** Takes no new messages and waits until those that are there are settled, or the time is over. */
    public DrainReport drain(@Nullable String channel, Duration timeout) {
        check.run();
        Channel only = channel == null ? null : channels.existing(channel);
        if (only == null) {
            drained = true;
        } else {
            only.drained(true);
        }
        long start = nanos.getAsLong();
        long before = settled(only);
        while (left(only) > 0
                && nanos.getAsLong() - start < timeout.toNanos()
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(GLANCE);
        }
        return report(only, before, Duration.ofNanos(nanos.getAsLong() - start));
    }

    private DrainReport report(@Nullable Channel only, long before, Duration took) {
        List<String> holding = new ArrayList<>();
        long left = 0;
        for (BusSubscription each : concerned(only)) {
            long own = left(each);
            left += own;
            if (own > 0) {
                holding.add(each.id());
            }
        }
        return new DrainReport(settled(only) - before, left, holding, took);
    }

    private List<BusSubscription> concerned(@Nullable Channel only) {
        return subscriptions.list().stream()
                .filter(each -> only == null || each.channel() == only)
                .toList();
    }

    private long left(@Nullable Channel only) {
        return concerned(only).stream().mapToLong(Control::left).sum();
    }

    private static long left(BusSubscription subscription) {
        MailboxCounts counts = subscription.mailbox().counts();
        return counts.queued() + counts.inFlight();
    }

    private long settled(@Nullable Channel only) {
        return concerned(only).stream()
                .map(each -> each.mailbox().counts())
                .mapToLong(counts -> counts.delivered() + counts.expired() + counts.dead())
                .sum();
    }
}
