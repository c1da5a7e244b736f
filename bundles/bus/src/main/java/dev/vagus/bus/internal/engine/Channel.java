package dev.vagus.bus.internal.engine;

import dev.vagus.bus.ChannelSnapshot;
import dev.vagus.bus.ChannelSnapshot.State;
import dev.vagus.bus.ChannelSpec;
import dev.vagus.bus.MessageDelivery;
import dev.vagus.bus.MessageInterceptor.Next;
import dev.vagus.bus.MessageSending;
import dev.vagus.bus.OverflowPolicy;
import dev.vagus.delivery.Bounds;
import dev.vagus.delivery.Overflow;
import dev.vagus.delivery.Routes;
import dev.vagus.delivery.count.StripedCounter;
import dev.vagus.spi.Gate;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A channel: its settings, its routes and its books. A removed channel that still has subscriptions is kept closed, so
 * that they hear again when it is created anew. Settings are written with the lock of {@link Channels}.
 */
final class Channel {
    private final Routes<BusSubscription, Route> routes =
            new Routes<>(each -> each.terms().handling().priority(), Route::of);
    private final Retained retained;
    private final LongSupplier nanos;
    private final RateMeter rate;
    private volatile ChannelSpec spec;
    private volatile boolean open;
    private volatile boolean drained;
    private volatile @Nullable String paused;
    private volatile Books books = new Books();
    private volatile @Nullable ChannelGate gate;
    private volatile @Nullable Next<MessageSending> aroundSend;
    private volatile @Nullable Next<MessageDelivery> aroundDelivery;

    Channel(ChannelSpec spec, boolean open, LongSupplier nanos) {
        this.spec = spec;
        this.open = open;
        this.nanos = nanos;
        rate = new RateMeter(nanos.getAsLong());
        retained = new Retained(routes, nanos);
        retained.limits(spec.retention());
    }

    /** What became of the messages that were sent. */
    static final class Books {
        final StripedCounter routed = new StripedCounter();
        final LongAdder unrouted = new LongAdder();
        final LongAdder filtered = new LongAdder();
        final LongAdder refused = new LongAdder();

        /** Books one message that had a route. Nobody there to be offered it counts as unrouted, unless a filter spoke. */
        void count(boolean wasRouted, boolean wasFiltered) {
            if (wasRouted) {
                routed.increment();
            } else {
                (wasFiltered ? filtered : unrouted).increment();
            }
        }
    }

    String name() {
        return spec.name();
    }

    ChannelSpec spec() {
        return spec;
    }

    Routes<BusSubscription, Route> routes() {
        return routes;
    }

    Retained retained() {
        return retained;
    }

    Books books() {
        return books;
    }

    /** What a message goes through before it is routed; null for nothing. */
    @Nullable
    Next<MessageSending> aroundSend() {
        return aroundSend;
    }

    /** What an attempt goes through before the handler; null for nothing. */
    @Nullable
    Next<MessageDelivery> aroundDelivery() {
        return aroundDelivery;
    }

    /** Takes up a change of the interceptors. */
    void intercepted(InterceptorSet by) {
        aroundSend = by.aroundSend(name());
        aroundDelivery = by.aroundDelivery(name());
    }

    /** What is asked before a message is sent or heard; null for nothing. */
    @Nullable
    ChannelGate gate() {
        return gate;
    }

    /** Takes up a change of the gate. Called with the lock of {@link Channels}. */
    void behind(@Nullable Gate by) {
        gate = ChannelGate.of(by, name(), gate);
    }

    boolean isOpen() {
        return open;
    }

    /** Whether it takes no messages until it is resumed. */
    boolean isDrained() {
        return drained;
    }

    void drained(boolean value) {
        drained = value;
    }

    /** Why delivery is paused; null when it is not. Written with the lock of {@link Subscriptions}. */
    @Nullable
    String paused() {
        return paused;
    }

    void paused(@Nullable String reason) {
        paused = reason;
    }

    /** Takes up new settings; a channel that was closed begins with empty books. */
    void open(ChannelSpec fresh) {
        spec = fresh;
        if (!open) {
            books = new Books();
            drained = false;
            open = true;
        }
        retained.limits(fresh.retention());
        routes.targets().forEach(each -> each.mailbox().bounds(bounds()));
    }

    void close() {
        open = false;
        retained.clear();
    }

    Bounds bounds() {
        ChannelSpec now = spec;
        return new Bounds(now.capacity(), overflow(now.overflow()), now.blockTimeout());
    }

    private static Overflow overflow(OverflowPolicy policy) {
        return switch (policy) {
            case BLOCK -> Overflow.BLOCK;
            case FAIL -> Overflow.FAIL;
            case DROP_OLDEST -> Overflow.DROP_OLDEST;
            case DROP_NEWEST -> Overflow.DROP_NEWEST;
        };
    }

    /** Clears every mailbox and returns how many messages that were. */
    long clear() {
        return routes.targets().stream().mapToLong(BusSubscription::clear).sum();
    }

    ChannelSnapshot snapshot(State state) {
        Books now = books;
        long routed = now.routed.sum();
        long unrouted = now.unrouted.sum();
        long filtered = now.filtered.sum();
        long refused = now.refused.sum();
        long queued = routes.targets().stream()
                .mapToLong(each -> each.mailbox().size())
                .sum();
        long sent = routed + unrouted + filtered + refused;
        return new ChannelSnapshot(
                spec,
                routes.size(),
                sent,
                routed,
                unrouted,
                filtered,
                refused,
                queued,
                retained.size(),
                routes.targets().stream()
                        .map(BusSubscription::oldest)
                        .max(Comparator.naturalOrder())
                        .orElse(Duration.ZERO),
                rate.read(nanos.getAsLong(), sent),
                state);
    }
}
