package dev.vagus.bus.internal.engine;

import dev.vagus.bus.DeadLetter;
import dev.vagus.bus.DeadLetterFilter;
import dev.vagus.bus.DeadLetterSnapshot;
import dev.vagus.bus.Redrive;
import dev.vagus.bus.RedriveReport;
import dev.vagus.delivery.Offer;
import dev.vagus.delivery.gate.Gates;
import dev.vagus.module.TimeOrderedId;
import dev.vagus.spi.DeadLetterStore;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What people and modules do with dead letters: look, redrive, discard. Thread-safe. Redriving and discarding hold a lock
 * that a closing waits for, so that a letter whose message was queued has left the store before the bus is gone.
 */
public final class DeadLetterOffice {
    private final DeadLetters letters;
    private final Subscriptions subscriptions;
    private final LetterWriter writer;
    private final Runnable check;
    private final ReentrantReadWriteLock changing = new ReentrantReadWriteLock();
    private volatile LetterReader.@Nullable Gatekeeping gatekeeping;

    /**
     * @param check throws when the bus has stopped
     */
    DeadLetterOffice(DeadLetters letters, Subscriptions subscriptions, LetterWriter writer, Runnable check) {
        this.letters = letters;
        this.subscriptions = subscriptions;
        this.writer = writer;
        this.check = check;
    }

    /** A store has come. */
    public void store(DeadLetterStore store) {
        writer.begin(store);
    }

    /** This store goes: what is not written yet is written before, if that does not take longer. */
    public void storeLeaves(DeadLetterStore store, Duration patience) {
        writer.end(store, patience);
    }

    /** When the bus has stopped: writes what is to be written, if that does not take longer, and does nothing more. */
    void close(Duration patience) {
        changing.writeLock().lock();
        try {
            writer.close(patience);
        } finally {
            changing.writeLock().unlock();
        }
    }

    /** Runs this while the bus does not end. */
    private <T> T change(Supplier<T> change) {
        check.run();
        writer.awaitFirstLook();
        changing.readLock().lock();
        try {
            check.run();
            return change.get();
        } finally {
            changing.readLock().unlock();
        }
    }

    /** The figures. */
    public DeadLetterSnapshot snapshot() {
        check.run();
        writer.awaitFirstLook();
        return letters.snapshot(writer.hasStore());
    }

    /** Asks the gate of these from now on who may read. */
    void behind(Gates gates) {
        gatekeeping = gates::effective;
    }

    /** Those that are meant, oldest first, as this reader may see them. */
    public List<DeadLetter> list(DeadLetterFilter filter, Owner reader) {
        LetterReader reading = new LetterReader(gatekeeping, reader);
        return list(filter).stream().map(reading::told).toList();
    }

    /** One of them, as this reader may see it. */
    public Optional<DeadLetter> find(TimeOrderedId id, Owner reader) {
        return find(id).map(new LetterReader(gatekeeping, reader)::told);
    }

    /** Those that are meant, oldest first. */
    public List<DeadLetter> list(DeadLetterFilter filter) {
        check.run();
        writer.awaitFirstLook();
        return letters.list(filter);
    }

    /** One of them. */
    public Optional<DeadLetter> find(TimeOrderedId id) {
        check.run();
        writer.awaitFirstLook();
        return Optional.ofNullable(letters.find(id));
    }

    /**
     * Queues the message of a dead letter anew. Whoever takes the letter out first has it, so it is queued once.
     *
     * @param to the name or id of another subscription of the same channel; null for its own
     */
    public Redrive redrive(TimeOrderedId id, @Nullable String to) {
        return change(() -> {
            KeptLetter held = letters.hold(id);
            if (held == null) {
                return Redrive.NOT_FOUND;
            }
            boolean queued = false;
            try {
                DeadLetter letter = held.letter();
                Redrive result = redrive(letter, to == null ? letter.subscription() : to);
                queued = result == Redrive.QUEUED;
                return result;
            } finally {
                if (queued) {
                    letters.gone(held);
                } else {
                    letters.putBack(held);
                }
            }
        });
    }

    private Redrive redrive(DeadLetter letter, String to) {
        BusSubscription target = subscriptions.find(letter.message().channel(), to);
        if (target == null || !(letter.message() instanceof Envelope envelope)) {
            return Redrive.NO_SUBSCRIPTION;
        }
        Offer offer = target.mailbox().offer(Attempt.anew(envelope), envelope.lane(), 0);
        if (offer == Offer.CLOSED) {
            return Redrive.NO_SUBSCRIPTION;
        }
        return offer.queued() ? Redrive.QUEUED : Redrive.NO_ROOM;
    }

    /** Redrives those that are meant, to their own subscriptions, oldest first. */
    public RedriveReport redrive(DeadLetterFilter filter) {
        Map<Redrive, Integer> results = new EnumMap<>(Redrive.class);
        for (DeadLetter letter : list(filter)) {
            results.merge(redrive(letter.id(), null), 1, Integer::sum);
        }
        return new RedriveReport(
                results.getOrDefault(Redrive.QUEUED, 0),
                results.getOrDefault(Redrive.NO_SUBSCRIPTION, 0),
                results.getOrDefault(Redrive.NO_ROOM, 0));
    }

    /** Throws one away; false when it is not there. */
    public boolean discard(TimeOrderedId id) {
        return change(() -> {
            KeptLetter held = letters.hold(id);
            if (held != null) {
                letters.gone(held);
            }
            return held != null;
        });
    }

    /** Throws those away that are meant and returns how many they were. */
    public int discard(DeadLetterFilter filter) {
        return change(() -> letters.discard(filter));
    }
}
