package dev.vagus.bus.internal.engine;

import dev.vagus.bus.SubscriptionSnapshot.State;
import dev.vagus.bus.SubscriptionSpec;
import dev.vagus.delivery.Mailbox;
import dev.vagus.delivery.Receiver;
import dev.vagus.delivery.gate.AbsentGate;
import dev.vagus.delivery.gate.Gates;
import dev.vagus.delivery.meter.HandlerMeters;
import dev.vagus.delivery.meter.HandlerTimer;
import dev.vagus.delivery.structure.Structures;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of subscriptions: they are made, wait while their module is being updated, are taken up again, and end. Every
 * change holds the object's lock, under which no foreign code runs but a gate that is asked, which
 * never blocks; delivery never needs it.
 *
 * <p>The states: ACTIVE with a receiver; WAITING without one, for a named subscription whose module is expected back, until
 * it subscribes under that name again or the window ends; CLOSED for ever.
 */
final class Subscriptions {
    private static final Logger LOG = LoggerFactory.getLogger(Subscriptions.class);

    private record Name(String channel, String name) {}

    private final Channels channels;
    private final Structures structures;
    private final Executor executor;
    private final Clocks clocks;
    private final Timer timer;
    private final SubscriptionParts parts;
    private final Policies policies;
    private final HandlerMeters meters;
    private final Map<Name, BusSubscription> named = new HashMap<>();
    private final ConcurrentSkipListMap<Long, BusSubscription> all = new ConcurrentSkipListMap<>();

    /** Why the whole bus is paused; null when it is not. */
    private volatile @Nullable String paused;

    /** What may be missing; null until there are any. Guarded by this object. */
    private @Nullable Gates gates;

    private long lastId;

    Subscriptions(Channels channels, DeadLetters letters, Surroundings around) {
        this.channels = channels;
        structures = around.structures();
        executor = around.executor();
        clocks = around.clocks();
        timer = around.timer();
        parts = new SubscriptionParts(
                each -> new Redelivery(each, channels, letters, around),
                each -> new HandlerBudget(each, channels, around),
                each -> new SubscriptionGuard(each, around),
                clocks);
        policies = new Policies(all.values());
        meters = new HandlerMeters(clocks.nanos(), clocks.millis());
    }

    /** Makes a subscription, or takes one up that waits under its name. */
    Attachment attach(Owner owner, SubscriptionSpec<?> spec, Type payload, HandlerCall handler) {
        Terms terms = Terms.of(owner, spec);
        PayloadType type = new PayloadType(payload, structures);
        synchronized (this) {
            BusSubscription waiting = waiting(owner, spec);
            BusSubscription subscription = waiting != null ? waiting : create(spec, terms);
            if (waiting != null) {
                resume(waiting, terms);
            }
            subscription.generation++;
            policies.begin(subscription);
            HandlerTimer measured = meters.begin(subscription.metered());
            subscription.timer = measured;
            AttachedHandler attached = new AttachedHandler(
                    owner,
                    handler.where(spec.predicate()),
                    type,
                    subscription.budget().begin(terms.handling()),
                    measured);
            Receiver<Delivery> receiver = new HandlerReceiver(subscription, attached, structures, channels.tracers());
            subscription.mailbox().attach(receiver, terms.handling().concurrency());
            return new Attachment(this, subscription, subscription.generation);
        }
    }

    private @Nullable BusSubscription waiting(Owner owner, SubscriptionSpec<?> spec) {
        BusSubscription known = named.get(new Name(spec.channel(), spec.name()));
        if (known == null) {
            return null;
        }
        if (known.state() == State.WAITING && known.terms().owner().module().equals(owner.module())) {
            return known;
        }
        throw new IllegalArgumentException("the name '" + spec.name() + "' is taken on channel '" + spec.channel()
                + "' by module " + known.terms().owner().module() + "; choose another");
    }

    private BusSubscription create(SubscriptionSpec<?> spec, Terms terms) {
        Channel channel = channels.forSubscribing(spec.channel());
        long number = ++lastId;
        Mailbox<Delivery> mailbox = new Mailbox<>(3, channel.bounds(), executor, clocks.nanos());
        BusSubscription subscription = new BusSubscription("S" + number, spec.name(), channel, terms, mailbox, parts);
        subscription.holds().set(Holds.Kind.BUS, paused);
        subscription.holds().set(Holds.Kind.CHANNEL, channel.paused());
        subscription.holds().set(Holds.Kind.GATE, gates == null ? null : AbsentGate.reason(gates.effective()));
        if (!spec.name().isEmpty()) {
            named.put(new Name(channel.name(), spec.name()), subscription);
        }
        all.put(number, subscription);
        subscription.routeKey = channel.retained().enter(subscription);
        mailbox.bounds(channel.bounds());
        return subscription;
    }

    private void resume(BusSubscription subscription, Terms terms) {
        subscription.cancelWait.run();
        Channel channel = subscription.channel();
        if (terms.isRoutedUnlike(subscription.terms())) {
            subscription.routeKey = channel.routes()
                    .replace(subscription.routeKey, () -> subscription.terms(terms), terms.type(), subscription);
        }
        subscription.terms(terms);
        subscription.redelivery().review();
        subscription.state(State.ACTIVE);
        LOG.info(
                "{} goes on with {} messages",
                subscription,
                subscription.mailbox().size());
    }

    /** Lets go of the handler; a named subscription waits for its module, any other ends. */
    synchronized void detach(BusSubscription subscription, long generation, Duration window) {
        if (subscription.generation != generation || subscription.state() != State.ACTIVE) {
            return;
        }
        if (subscription.name().isEmpty() || window.isZero()) {
            end(subscription, "its handler has gone");
            return;
        }
        subscription.mailbox().detach();
        retire(subscription);
        subscription.state(State.WAITING);
        subscription.cancelWait = timer.after(window, () -> giveUp(subscription, generation));
        LOG.debug("{} waits {} for its module", subscription, window);
    }

    private synchronized void giveUp(BusSubscription subscription, long generation) {
        if (subscription.generation == generation && subscription.state() == State.WAITING) {
            end(subscription, "its module did not come back");
        }
    }

    /** Ends those of a module that wait for it, because it will not come back. */
    synchronized void abandon(long bundleId) {
        for (BusSubscription each : List.copyOf(named.values())) {
            if (each.state() == State.WAITING && each.terms().owner().bundleId() == bundleId) {
                end(each, "its module failed to start or is gone");
            }
        }
    }

    /** Ends this attachment's subscription; a handle that has been replaced does nothing. */
    synchronized void close(BusSubscription subscription, long generation) {
        if (subscription.generation == generation) {
            end(subscription, "it was closed");
        }
    }

    synchronized boolean isCurrent(BusSubscription subscription, long generation) {
        return subscription.generation == generation;
    }

    /** Ends the subscription of that id; false when there is none. */
    synchronized boolean close(String id) {
        BusSubscription known = find(id);
        if (known != null) {
            end(known, "it was closed by its id");
        }
        return known != null;
    }

    /** The subscription of that id; null when there is none. */
    @Nullable
    BusSubscription find(String id) {
        return all.values().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElse(null);
    }

    /** Pauses those of a channel, or all when it is null, and those that come later; resumes them with a null reason. */
    synchronized void hold(@Nullable Channel channel, @Nullable String reason) {
        if (channel == null) {
            paused = reason;
        } else {
            channel.paused(reason);
        }
        for (BusSubscription each : all.values()) {
            if (channel == null || each.channel() == channel) {
                each.holds().set(channel == null ? Holds.Kind.BUS : Holds.Kind.CHANNEL, reason);
            }
        }
    }

    /** Whether the whole bus is paused. */
    boolean isPaused() {
        return paused != null;
    }

    /** Holds every mailbox, of those too that come later, while a required gate is not there. */
    synchronized void behind(Gates by) {
        gates = by;
        String reason = AbsentGate.reason(by.effective());
        all.values().forEach(each -> each.holds().set(Holds.Kind.GATE, reason));
    }

    /** The subscription of that name on the channel, or of that id; null when there is none. */
    synchronized @Nullable BusSubscription find(String channel, String nameOrId) {
        BusSubscription known = named.get(new Name(channel, nameOrId));
        if (known != null) {
            return known;
        }
        BusSubscription byId = find(nameOrId);
        return byId != null && byId.channel() == channels.find(channel) ? byId : null;
    }

    synchronized void closeAll() {
        List.copyOf(all.values()).forEach(each -> end(each, "the bus stops"));
    }

    private void end(BusSubscription subscription, String why) {
        if (subscription.state() == State.CLOSED) {
            return;
        }
        subscription.cancelWait.run();
        subscription.state(State.CLOSED);
        subscription.channel().routes().remove(subscription.routeKey);
        long cleared = subscription.close();
        retire(subscription);
        all.remove(Long.parseLong(subscription.id().substring(1)));
        named.remove(new Name(subscription.channel().name(), subscription.name()), subscription);
        channels.tidy(subscription.channel());
        if (cleared > 0) {
            LOG.warn("{} ended because {}: {} messages were cleared", subscription, why, cleared);
        } else {
            LOG.debug("{} ended because {}", subscription, why);
        }
    }

    private static void retire(BusSubscription subscription) {
        subscription.budget().retire();
        HandlerTimer timer = subscription.timer;
        if (timer != null) {
            timer.end();
        }
    }

    /** What measures their handlers. */
    HandlerMeters meters() {
        return meters;
    }

    /** What their handlers go by. */
    Policies policies() {
        return policies;
    }

    /** Every subscription that has not ended, oldest first. */
    List<BusSubscription> list() {
        return List.copyOf(all.values());
    }
}
