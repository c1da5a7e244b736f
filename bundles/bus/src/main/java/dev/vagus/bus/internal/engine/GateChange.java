package dev.vagus.bus.internal.engine;

import dev.vagus.delivery.gate.AbsentGate;
import dev.vagus.delivery.gate.Gates;
import dev.vagus.spi.Gate;
import org.jspecify.annotations.Nullable;

/**
 * What follows from a change of the gate: channels ask it, mailboxes are held or let go, and of the credentials of one that
 * has gone nothing is held any longer. Each step asks for the gate itself under its own lock, so that the last of several
 * threads leaves behind what holds last. Mailboxes are held before channels are closed and let go after they are opened.
 */
final class GateChange implements Runnable {
    private final Gates gates;
    private final Channels channels;
    private final Subscriptions subscriptions;
    private final DeadLetters letters;
    private @Nullable Gate last; // guarded by this

    GateChange(Gates gates, Channels channels, Subscriptions subscriptions, DeadLetters letters) {
        this.gates = gates;
        this.channels = channels;
        this.subscriptions = subscriptions;
        this.letters = letters;
    }

    @Override
    public void run() {
        if (AbsentGate.reason(gates.effective()) != null) {
            subscriptions.behind(gates);
        }
        channels.behind(gates);
        subscriptions.behind(gates);
        if (hasGone()) {
            channels.forEachRetained(Retained::lapse);
            subscriptions.list().forEach(BusSubscription::lapse);
            letters.lapse();
        }
    }

    /** Whether the gate that was asked until now is not asked any more. */
    @SuppressWarnings("ReferenceEquality")
    private synchronized boolean hasGone() {
        Gate before = last;
        last = gates.effective();
        return before != null && before != last && !(before instanceof AbsentGate);
    }
}
