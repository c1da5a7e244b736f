package dev.vagus.bus.internal.engine;

import dev.vagus.bus.ChannelSpec;
import dev.vagus.bus.UnknownChannelException;
import dev.vagus.delivery.gate.Gates;
import dev.vagus.delivery.trace.TracerSlot;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The channels by name. Looking one up takes no lock; creating, changing and removing hold the object's lock, under which
 * no foreign code runs. At most {@value #MOST} come into being by use alone, since callers choose the names.
 */
final class Channels {
    private static final int MOST = 10_000;

    private final ConcurrentHashMap<String, Channel> channels = new ConcurrentHashMap<>();
    private final LongSupplier nanos;
    private final TracerSlot tracers = new TracerSlot();
    private volatile BusSettings settings;

    /** Guarded by this object. */
    private InterceptorSet interceptors = InterceptorSet.EMPTY;

    /** Likewise; null until there are any. */
    private @Nullable Gates gates;

    Channels(BusSettings settings, LongSupplier nanos) {
        this.nanos = nanos;
        this.settings = settings;
    }

    /** Where sendings and deliveries look for the tracer. */
    TracerSlot tracers() {
        return tracers;
    }

    /** Takes up new settings; channels that had only the former defaults get the new ones. */
    synchronized void settings(BusSettings fresh) {
        BusSettings former = settings;
        settings = fresh;
        for (Channel channel : channels.values()) {
            if (channel.spec().equals(former.channel(channel.name()))) {
                ChannelSpec spec = fresh.channel(channel.name());
                if (channel.isOpen()) {
                    channel.open(spec);
                }
            }
        }
    }

    /** Takes up a change of the interceptors, for those channels too that come later. */
    synchronized void intercepted(InterceptorSet by) {
        interceptors = by;
        channels.values().forEach(each -> each.intercepted(by));
    }

    /** Takes up the gate as it is now, for those channels too that come later. */
    synchronized void behind(Gates by) {
        gates = by;
        channels.values().forEach(each -> each.behind(by.effective()));
    }

    /** What is asked before a channel of this name comes into being by use; null for nothing. */
    synchronized @Nullable ChannelGate gateOf(String name) {
        return gates == null ? null : ChannelGate.of(gates.effective(), name, null);
    }

    private Channel fresh(ChannelSpec spec, boolean open) {
        Channel channel = new Channel(spec, open, nanos);
        channel.behind(gates == null ? null : gates.effective());
        channel.intercepted(interceptors);
        return channel;
    }

    BusSettings settings() {
        return settings;
    }

    /** Creates the channel or changes its settings; true when it is new. */
    synchronized boolean create(ChannelSpec spec) {
        Channel known = channels.get(spec.name());
        if (known == null) {
            channels.put(spec.name(), fresh(spec, true));
            return true;
        }
        boolean fresh = !known.isOpen();
        known.open(spec);
        return fresh;
    }

    /** Removes the channel and returns how many messages were cleared. */
    synchronized long remove(String name) {
        Channel channel = existing(name);
        channel.close();
        if (channel.routes().size() == 0) {
            channels.remove(name);
        }
        return channel.clear();
    }

    /** Gives the channel the default settings again, or removes it when nobody subscribes. */
    synchronized void reset(String name) {
        Channel channel = channels.get(name);
        if (channel == null || !channel.isOpen()) {
            return;
        }
        if (channel.routes().size() == 0) {
            channels.remove(name);
        } else {
            channel.open(settings.channel(name));
        }
    }

    /** Forgets a removed channel when its last subscription has gone. */
    synchronized void tidy(Channel channel) {
        if (!channel.isOpen() && channel.routes().size() == 0) {
            channels.remove(channel.name(), channel);
        }
    }

    /** The open channel of that name, or null. */
    @Nullable
    Channel find(String name) {
        Channel channel = channels.get(name);
        return channel != null && channel.isOpen() ? channel : null;
    }

    Channel existing(String name) {
        Channel channel = find(name);
        if (channel == null) {
            throw unknown(name, "channel-list shows those that exist");
        }
        return channel;
    }

    /** The channel to send to; it comes into being if the settings say so. */
    Channel forSending(String name) {
        Channel channel = channels.get(name);
        return channel != null && channel.isOpen() ? channel : create(name);
    }

    private synchronized Channel create(String name) {
        Channel known = find(name);
        if (known != null) {
            return known;
        }
        ChannelSpec spec = settings.channel(name);
        if (!settings.autocreate()) {
            throw unknown(name, "create it first; channel.autocreate is off");
        }
        if (channels.size() >= MOST) {
            throw unknown(name, "there are " + MOST + " channels, and no more come into being by use");
        }
        create(spec);
        return existing(name);
    }

    /** The channel to subscribe on: a closed one when it does not exist and does not come into being by use. */
    synchronized Channel forSubscribing(String name) {
        Channel known = channels.get(name);
        if (known != null && (known.isOpen() || !settings.autocreate())) {
            return known;
        }
        if (settings.autocreate()) {
            return create(name);
        }
        Channel closed = fresh(settings.channel(name), false);
        channels.put(name, closed);
        return closed;
    }

    private static UnknownChannelException unknown(String name, String advice) {
        return new UnknownChannelException("there is no channel '" + name + "': " + advice);
    }

    /** Every channel's retained messages. */
    void forEachRetained(Consumer<Retained> visitor) {
        channels.values().forEach(each -> visitor.accept(each.retained()));
    }

    /** The open channels by name. */
    List<Channel> list() {
        return channels.values().stream()
                .filter(Channel::isOpen)
                .sorted(Comparator.comparing(Channel::name))
                .toList();
    }
}
