package dev.vagus.registry.internal.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * One accepted offer, as long as it lasts: the gate that its calls go through and the calls that are not complete yet. It
 * closes once; what was closed never opens again, the next one is another provider.
 */
public final class Provider {
    private final Offer offer;
    private final long sequence;
    private final List<OperationEntry> entries = new ArrayList<>();
    private final DrainGate gate = new DrainGate();
    private final Set<CallFuture<?>> pending = ConcurrentHashMap.newKeySet();
    private volatile boolean abandoned;

    Provider(Offer offer, long sequence) {
        this.offer = offer;
        this.sequence = sequence;
        for (OfferedOperation operation : offer.operations()) {
            entries.add(new OperationEntry(this, operation));
        }
    }

    Offer offer() {
        return offer;
    }

    ModuleIdentity owner() {
        return offer.owner();
    }

    List<OperationEntry> entries() {
        return entries;
    }

    DrainGate gate() {
        return gate;
    }

    /** Whether its calls were given up, because they did not end in time after it had closed. */
    boolean isAbandoned() {
        return abandoned;
    }

    /** Whether this one answers where the other offers the same operation: ranking, then age. */
    boolean beats(Provider other) {
        if (offer.ranking() != other.offer.ranking()) {
            return offer.ranking() > other.offer.ranking();
        }
        if (offer.serviceId() != other.offer.serviceId() && offer.serviceId() >= 0 && other.offer.serviceId() >= 0) {
            return offer.serviceId() < other.offer.serviceId();
        }
        return sequence < other.sequence;
    }

    void begin(CallFuture<?> call) {
        pending.add(call);
        if (abandoned) {
            call.abandon();
        }
    }

    void end(CallFuture<?> call) {
        pending.remove(call);
    }

    /**
     * Waits for the calls inside to end, but not for those that the waiting thread is in itself; then gives up those that
     * have not. Called after the gate was closed, holding no lock.
     */
    void drain(int own, long timeoutMillis) {
        boolean empty = false;
        try {
            empty = gate.awaitEmpty(own, TimeUnit.MILLISECONDS.toNanos(timeoutMillis));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!empty) {
            abandoned = true;
            for (CallFuture<?> call : pending) {
                call.abandon();
            }
        }
    }
}
