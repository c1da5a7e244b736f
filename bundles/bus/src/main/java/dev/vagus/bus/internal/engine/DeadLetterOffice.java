package dev.vagus.bus.internal.engine;

import dev.vagus.bus.DeadLetter;
import dev.vagus.bus.DeadLetterFilter;
import dev.vagus.bus.Redrive;
import dev.vagus.bus.RedriveReport;
import dev.vagus.delivery.Offer;
import dev.vagus.module.TimeOrderedId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What people and modules do with dead letters: look, redrive, discard. Thread-safe. */
public final class DeadLetterOffice {
    private final DeadLetters letters;
    private final Subscriptions subscriptions;
    private final Runnable check;

    /**
     * @param check throws when the bus has stopped
     */
    DeadLetterOffice(DeadLetters letters, Subscriptions subscriptions, Runnable check) {
        this.letters = letters;
        this.subscriptions = subscriptions;
        this.check = check;
    }

    /** Those that are meant, oldest first. */
    public List<DeadLetter> list(DeadLetterFilter filter) {
        check.run();
        return letters.list(filter);
    }

    /** One of them. */
    public Optional<DeadLetter> find(TimeOrderedId id) {
        check.run();
        return Optional.ofNullable(letters.find(id));
    }

    /**
     * Queues the message of a dead letter anew. Whoever takes the letter out first has it, so it is queued once.
     *
     * @param to the name or id of another subscription of the same channel; null for its own
     */
    public Redrive redrive(TimeOrderedId id, @Nullable String to) {
        check.run();
        DeadLetter letter = letters.take(id);
        if (letter == null) {
            return Redrive.NOT_FOUND;
        }
        Redrive result = redrive(letter, to == null ? letter.subscription() : to);
        if (result != Redrive.QUEUED) {
            letters.add(letter);
        }
        return result;
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
        check.run();
        return letters.take(id) != null;
    }

    /** Throws those away that are meant and returns how many they were. */
    public int discard(DeadLetterFilter filter) {
        check.run();
        return letters.discard(filter);
    }
}
