package dev.vagus.bus.internal.engine;

import dev.vagus.bus.HandlerStatus;
import dev.vagus.bus.SubscriptionSnapshot;
import dev.vagus.bus.SubscriptionSnapshot.State;
import dev.vagus.delivery.Mailbox;
import dev.vagus.delivery.MailboxCounts;
import dev.vagus.delivery.meter.HandlerTimer;
import dev.vagus.spi.DeliveryMeters.Kind;
import dev.vagus.spi.DeliveryMeters.MeteredHandler;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One subscription: its terms and its mailbox. It holds nothing of the module but the mailbox's receiver, which
 * {@link Subscriptions} attaches and detaches. Fields that change are written with the lock of {@link Subscriptions}.
 */
final class BusSubscription {
    private final String id;
    private final String name;
    private final Channel channel;
    private final Mailbox<Delivery> mailbox;
    private final Redelivery redelivery;
    private final Holds holds;
    private final OpenStages stages;
    private final Rarely drops;
    private final Rarely deaths;
    private final RateMeter rate;
    private final Clocks clocks;
    private final HandlerBudget budget;
    private final SubscriptionGuard guard;
    private final Hearing hearing;
    private volatile ChannelPolicy policy = ChannelPolicy.NONE;
    private volatile Terms terms;
    private volatile State state = State.ACTIVE;
    private volatile long stateSince;

    /** Guarded by the lock of {@link Subscriptions}. */
    long routeKey;

    /** Counts attachments, so that a handle of a former one does nothing. Guarded likewise. */
    long generation;

    /** Times the present handler; null before the first. Guarded likewise. */
    @Nullable
    HandlerTimer timer;

    /** Ends the wait for the module. Guarded likewise. */
    Runnable cancelWait = () -> {};

    BusSubscription(
            String id, String name, Channel channel, Terms terms, Mailbox<Delivery> mailbox, SubscriptionParts parts) {
        this.id = id;
        this.name = name;
        this.channel = channel;
        this.terms = terms;
        this.mailbox = mailbox;
        clocks = parts.clocks();
        long now = clocks.nanos().getAsLong();
        drops = new Rarely(now);
        deaths = new Rarely(now);
        rate = new RateMeter(now);
        stateSince = clocks.millis().getAsLong();
        holds = new Holds(mailbox, clocks.millis());
        stages = new OpenStages(this);
        hearing = new Hearing(this, clocks);
        redelivery = parts.redelivery().apply(this);
        budget = parts.budget().apply(this);
        guard = parts.guard().apply(this);
    }

    String id() {
        return id;
    }

    String name() {
        return name;
    }

    /** Who it is for meters: what has no name goes by its type, which its module's next version has too. */
    MeteredHandler metered() {
        Owner owner = terms.owner();
        return new MeteredHandler(
                Kind.SUBSCRIPTION,
                channel.name(),
                name.isEmpty() ? terms.type().toString() : name,
                owner.module(),
                owner.bundleId());
    }

    /** The name, or the id of one without. */
    String label() {
        return name.isEmpty() ? id : name;
    }

    Channel channel() {
        return channel;
    }

    Mailbox<Delivery> mailbox() {
        return mailbox;
    }

    Redelivery redelivery() {
        return redelivery;
    }

    HandlerBudget budget() {
        return budget;
    }

    SubscriptionGuard guard() {
        return guard;
    }

    /** Whether its module may hear the channel. */
    Hearing hearing() {
        return hearing;
    }

    /** Whether a message of its types is for it: the gate, if there is one, and its filter let it pass. */
    boolean accepts(@Nullable ChannelGate gate, Envelope envelope) {
        return (gate == null || hearing.isOffered(gate)) && terms.accepts(envelope);
    }

    /** Whether it is offered messages at all. */
    boolean isOffered() {
        return hearing.isOffered(channel.gate());
    }

    /** The gate has gone that knew on whose behalf its messages were sent. */
    void lapse() {
        mailbox.forEach(each -> each.envelope().lapse());
        mailbox.returned().forEach(each -> each.envelope().lapse());
        redelivery.lapse();
    }

    /** What policies say about its channel. */
    ChannelPolicy policy() {
        return policy;
    }

    void policy(ChannelPolicy fresh) {
        policy = fresh;
        review();
    }

    /** The settings, the policies or the terms are others. */
    void review() {
        redelivery.review();
        budget.review();
    }

    OpenStages stages() {
        return stages;
    }

    Holds holds() {
        return holds;
    }

    /** Drops what waits, for another attempt too, and returns how many messages that were. */
    long clear() {
        mailbox.forEach(this::cleared);
        return mailbox.clear() + redelivery.clear();
    }

    /** Ends for good: takes no more, drops what waits, and returns how many messages that were. */
    long close() {
        guard.close();
        mailbox.detach();
        mailbox.forEach(this::cleared);
        return mailbox.close() + redelivery.close();
    }

    /**
     * A message is given up: who asked by it need not wait any longer. A handler may take it at the last moment all the
     * same; then the first outcome counts.
     */
    void cleared(Delivery delivery) {
        delivery.envelope().cleared(toString());
    }

    Terms terms() {
        return terms;
    }

    void terms(Terms fresh) {
        terms = fresh;
    }

    State state() {
        return state;
    }

    void state(State fresh) {
        state = fresh;
        stateSince = clocks.millis().getAsLong();
    }

    boolean mayWarnOfDrops(long now) {
        return drops.permits(now);
    }

    boolean mayWarnOfDeath(long now) {
        return deaths.permits(now);
    }

    SubscriptionSnapshot snapshot() {
        MailboxCounts counts = mailbox.counts();
        Terms now = terms;
        State own = state;
        HandlerStatus handler = budget.status();
        String held = held(handler);
        return new SubscriptionSnapshot(
                id,
                name,
                channel.name(),
                now.type().toString(),
                now.filterText(),
                now.owner().module(),
                now.owner().bundleId(),
                now.handling(),
                own == State.ACTIVE && !held.isEmpty() ? State.PAUSED : own,
                own == State.WAITING ? "its module is being updated" : held.isEmpty() ? hearing.status() : held,
                since(handler),
                handler,
                mailbox.bounds().capacity(),
                counts.offered(),
                counts.delivered(),
                counts.expired(),
                counts.dropped(),
                counts.cleared(),
                counts.dead(),
                counts.queued(),
                counts.inFlight(),
                redelivery.outstanding(),
                oldest(),
                rate.read(clocks.nanos().getAsLong(), counts.delivered()));
    }

    private static boolean isHeldBy(HandlerStatus handler) {
        return handler.state() == HandlerStatus.State.PAUSED || handler.state() == HandlerStatus.State.PROBING;
    }

    private String held(HandlerStatus handler) {
        return Stream.of(holds.text(), isHeldBy(handler) ? "paused: " + handler.reason() : "", guard.reason())
                .filter(each -> !each.isEmpty())
                .collect(Collectors.joining("; "));
    }

    /** Slow is no state of the subscription, so being found slow does not count. */
    private Instant since(HandlerStatus handler) {
        Instant changed = Instant.ofEpochMilli(Math.max(Math.max(stateSince, holds.changedAt()), guard.changedAt()));
        boolean counts = handler.state() != HandlerStatus.State.SLOW
                && handler.since().isAfter(changed)
                && (isHeldBy(handler) || handler.overruns() > 0);
        return counts ? handler.since() : changed;
    }

    /** The age of what waits for the longest time. */
    Duration oldest() {
        long now = clocks.millis().getAsLong();
        long age = 0;
        for (Delivery each : mailbox.heads()) {
            age = Math.max(age, now - each.envelope().timestamp().toEpochMilli());
        }
        return Duration.ofMillis(age);
    }

    /** Who it is, for logs and errors. */
    @Override
    public String toString() {
        return "subscription " + label() + " of module " + terms.owner().module() + " on channel " + channel.name();
    }
}
