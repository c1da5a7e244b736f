package dev.vagus.bus.internal.engine;

import dev.vagus.bus.ChannelSpec;
import dev.vagus.bus.DeadLetter;
import dev.vagus.bus.DeadLetterFilter;
import dev.vagus.bus.DrainReport;
import dev.vagus.bus.Redrive;
import dev.vagus.bus.RedriveReport;
import dev.vagus.module.TimeOrderedId;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What one module may change about the bus beside its own subscriptions: each is asked of the gate first, in its name. Whether
 * a channel is there is not told to who may not manage it; subscriptions and dead letters of which there are none are not
 * asked for. Throws what sending throws that is refused. Thread-safe.
 */
public final class GuardedControl {
    private final BusEngine engine;
    private final ControlGate gate;
    private final Owner owner;
    private final @Nullable String token;

    /**
     * @param token on whose behalf; null for that of what the thread is doing
     */
    GuardedControl(BusEngine engine, ControlGate gate, Owner owner, @Nullable String token) {
        this.engine = engine;
        this.gate = gate;
        this.owner = owner;
        this.token = token;
    }

    private void require(String channel, String undone) {
        engine.checkRunning();
        gate.require(owner, token, channel, undone);
    }

    private void requireBus(String undone) {
        require(ControlGate.WHOLE_BUS, undone);
    }

    private void requireChannel(String channel, String notDone) {
        require(channel, "channel " + channel + " was not " + notDone);
    }

    private void requireSubscription(String id, String notDone) {
        BusSubscription known = engine.control().subscription(id);
        if (known != null && known.terms().owner().bundleId() != owner.bundleId()) {
            require(known.channel().name(), known + " was not " + notDone);
        }
    }

    private void requireLetter(TimeOrderedId id, String notDone) {
        Optional<DeadLetter> known = engine.deadLetterOffice().find(id);
        known.ifPresent(letter -> require(letter.message().channel(), "dead letter " + id + " was not " + notDone));
    }

    /** Whichever letters there are just now: those of a channel, or, where none is named, of every channel. */
    private void requireLetters(DeadLetterFilter filter, String notDone) {
        String channel = filter.channel();
        if (channel == null) {
            requireBus("dead letters of no particular channel were not " + notDone);
        } else {
            require(channel, "dead letters of channel " + channel + " were not " + notDone);
        }
    }

    /**
     * Does nothing when a token can be checked.
     *
     * @throws dev.vagus.module.GateAbsentException when there is a token and no gate
     */
    public void requireCheck(String undone) {
        String shown = token;
        if (shown != null) {
            engine.checkRunning();
            gate.requireCheck(shown, undone);
        }
    }

    /** Creates a channel or changes its settings. */
    public boolean createChannel(ChannelSpec spec) {
        requireChannel(spec.name(), "created or changed");
        return engine.createChannel(spec);
    }

    /** Removes a channel. */
    public long removeChannel(String name) {
        requireChannel(name, "removed");
        return engine.removeChannel(name);
    }

    /** Clears a channel. */
    public long clear(String channel) {
        requireChannel(channel, "cleared");
        return engine.clear(channel);
    }

    /** Pauses a channel, or the bus where it is null. */
    public void pause(@Nullable String channel, String reason) {
        requireOne(channel, "paused");
        engine.control().pause(channel, reason);
    }

    /** Lets a channel, or the bus where it is null, go on. */
    public void resume(@Nullable String channel) {
        requireOne(channel, "resumed");
        engine.control().resume(channel);
    }

    /** Drains a channel, or the bus where it is null. */
    public DrainReport drain(@Nullable String channel, Duration timeout) {
        requireOne(channel, "drained");
        return engine.control().drain(channel, timeout);
    }

    private void requireOne(@Nullable String channel, String notDone) {
        if (channel == null) {
            requireBus("the message bus was not " + notDone);
        } else {
            requireChannel(channel, notDone);
        }
    }

    /** Clears a subscription. */
    public OptionalLong clearSubscription(String id) {
        requireSubscription(id, "cleared");
        return engine.control().clearSubscription(id);
    }

    /** Pauses a subscription, or lets it go on where the reason is null. */
    public boolean holdSubscription(String id, @Nullable String reason) {
        requireSubscription(id, reason == null ? "resumed" : "paused");
        return engine.control().holdSubscription(id, reason);
    }

    /** Ends a subscription. */
    public boolean closeSubscription(String id) {
        requireSubscription(id, "closed");
        return engine.closeSubscription(id);
    }

    /** Redrives a dead letter; to its own subscription where none is named. */
    public Redrive redrive(TimeOrderedId id, @Nullable String to) {
        requireLetter(id, "redriven");
        return engine.deadLetterOffice().redrive(id, to);
    }

    /** Redrives those that are meant. */
    public RedriveReport redrive(DeadLetterFilter filter) {
        requireLetters(filter, "redriven");
        return engine.deadLetterOffice().redrive(filter);
    }

    /** Throws a dead letter away. */
    public boolean discard(TimeOrderedId id) {
        requireLetter(id, "discarded");
        return engine.deadLetterOffice().discard(id);
    }

    /** Throws those away that are meant. */
    public int discard(DeadLetterFilter filter) {
        requireLetters(filter, "discarded");
        return engine.deadLetterOffice().discard(filter);
    }
}
