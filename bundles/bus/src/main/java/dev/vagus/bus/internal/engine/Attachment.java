package dev.vagus.bus.internal.engine;

import dev.vagus.bus.Subscription;
import dev.vagus.bus.SubscriptionSnapshot;
import dev.vagus.bus.SubscriptionSnapshot.State;
import java.time.Duration;

/**
 * A subscription as the module that made it holds it. After another has taken the subscription up under its name, this
 * one is closed and changes nothing any more.
 */
public final class Attachment implements Subscription {
    private final Subscriptions subscriptions;
    private final BusSubscription subscription;
    private final long generation;

    Attachment(Subscriptions subscriptions, BusSubscription subscription, long generation) {
        this.subscriptions = subscriptions;
        this.subscription = subscription;
        this.generation = generation;
    }

    @Override
    public String id() {
        return subscription.id();
    }

    @Override
    public SubscriptionSnapshot snapshot() {
        return subscription.snapshot();
    }

    @Override
    public void close() {
        subscriptions.close(subscription, generation);
    }

    /** Lets go of the handler; a named subscription waits that long for its module, unless it is zero. */
    public void detach(Duration window) {
        subscriptions.detach(subscription, generation, window);
    }

    @Override
    public boolean isOpen() {
        return subscriptions.isCurrent(subscription, generation) && subscription.state() == State.ACTIVE;
    }
}
