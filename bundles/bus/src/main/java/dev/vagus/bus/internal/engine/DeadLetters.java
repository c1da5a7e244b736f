package dev.vagus.bus.internal.engine;

import dev.vagus.bus.DeadLetter;
import dev.vagus.bus.DeadLetterFilter;
import dev.vagus.bus.DeadLetterSnapshot;
import dev.vagus.bus.internal.engine.KeptLetter.Storage;
import dev.vagus.bus.internal.engine.StoreBacklog.Changes;
import dev.vagus.module.TimeOrderedId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The latest dead letters, a bounded number, by id and so by time. They hold plain structure and strings only. What the
 * store has follows what is here: every change ends with a word to {@link LetterWriter}. Thread-safe.
 */
final class DeadLetters {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

    private final TreeMap<TimeOrderedId, KeptLetter> letters = new TreeMap<>();

    /** Those that somebody has taken out and may put back. */
    private final Map<TimeOrderedId, KeptLetter> held = new HashMap<>();

    private final StoreBacklog backlog = new StoreBacklog();
    private volatile Runnable changed = () -> {};
    private int most;
    private long forgotten;
    private long missing;

    DeadLetters(int most) {
        this.most = most;
    }

    /** Who is told of changes, on the thread that makes them. */
    void whenChanged(Runnable hearer) {
        changed = hearer;
    }

    void limit(int letterCount) {
        synchronized (this) {
            most = letterCount;
            trim();
        }
        changed.run();
    }

    /** The gate has gone that knew on whose behalf their messages were sent. */
    synchronized void lapse() {
        letters.values().forEach(DeadLetters::lapse);
        held.values().forEach(DeadLetters::lapse);
    }

    private static void lapse(KeptLetter kept) {
        if (kept.letter().message() instanceof Envelope envelope) {
            envelope.lapse();
        }
    }

    synchronized int limit() {
        return most;
    }

    /**
     * Adds a new one.
     *
     * @param named whether its subscription has a name
     * @param confidential whether it must not be written but encrypted
     */
    void add(DeadLetter letter, boolean named, boolean confidential) {
        synchronized (this) {
            put(new KeptLetter(letter, named, confidential, Storage.NEW));
        }
        changed.run();
    }

    private void put(KeptLetter kept) {
        letters.put(kept.id(), kept);
        backlog.came(kept);
        trim();
    }

    private void trim() {
        while (letters.size() > most) {
            KeptLetter oldest = letters.pollFirstEntry().getValue();
            if (oldest.isUnwritten()) {
                missing++;
            }
            backlog.left(oldest);
            if (Long.bitCount(++forgotten) == 1) {
                LOG.warn("there are more than {} dead letters: the oldest go, {} so far", most, forgotten);
            }
        }
    }

    synchronized @Nullable DeadLetter find(TimeOrderedId id) {
        KeptLetter known = letters.get(id);
        return known == null ? null : known.told();
    }

    /** Takes one out, to be {@linkplain #putBack put back} or {@linkplain #gone gone}; null when it is not there. */
    synchronized @Nullable KeptLetter hold(TimeOrderedId id) {
        KeptLetter known = letters.remove(id);
        if (known != null) {
            held.put(id, known);
            backlog.held(known);
        }
        return known;
    }

    void putBack(KeptLetter kept) {
        synchronized (this) {
            held.remove(kept.id());
            put(kept);
        }
        changed.run();
    }

    /** One that was taken out does not come back. */
    void gone(KeptLetter kept) {
        synchronized (this) {
            held.remove(kept.id());
            backlog.left(kept);
        }
        changed.run();
    }

    synchronized List<DeadLetter> list(DeadLetterFilter filter) {
        List<DeadLetter> found = new ArrayList<>();
        for (KeptLetter each : letters.values()) {
            if (filter.matches(each.letter())) {
                found.add(each.told());
            }
        }
        return found;
    }

    /** Throws those away that are meant and returns how many they were. */
    int discard(DeadLetterFilter filter) {
        int discarded = 0;
        synchronized (this) {
            for (KeptLetter each : List.copyOf(letters.values())) {
                if (filter.matches(each.letter())) {
                    letters.remove(each.id());
                    backlog.left(each);
                    discarded++;
                }
            }
        }
        changed.run();
        return discarded;
    }

    synchronized DeadLetterSnapshot snapshot(boolean hasStore) {
        int unwritten = 0;
        Instant since = null;
        for (KeptLetter each : letters.values()) {
            if (each.storage() != Storage.STORED) {
                since = unwritten++ == 0 ? each.letter().failedAt() : since;
            }
        }
        return new DeadLetterSnapshot(letters.size(), most, forgotten, hasStore, unwritten, missing, since);
    }

    /** Whether the store has something to do. */
    synchronized boolean differs() {
        return !backlog.isEmpty();
    }

    /** How many are to be written yet. */
    synchronized int unwritten() {
        return backlog.unwritten();
    }

    /** How many have left and may be in the store yet. */
    synchronized int departed() {
        return backlog.departed();
    }

    /** What the store is to do next, with so many letters at most. */
    synchronized Changes changes(int batch) {
        return backlog.next(batch);
    }

    synchronized void done(Changes changes) {
        backlog.done(changes);
    }

    synchronized void refused(KeptLetter kept) {
        backlog.refused(kept);
        missing++;
    }

    /** Which of these are neither here, nor taken out, nor to be removed. */
    synchronized List<TimeOrderedId> unknown(Collection<TimeOrderedId> ids) {
        return ids.stream().filter(this::isUnknown).toList();
    }

    private boolean isUnknown(TimeOrderedId id) {
        return !letters.containsKey(id) && !held.containsKey(id) && !backlog.hasLeft(id);
    }

    /**
     * What the store has is known.
     *
     * @param stored the ids of all that it has
     * @param read those of them that were unknown and could be read
     */
    synchronized void begin(Set<TimeOrderedId> stored, List<KeptLetter> read) {
        for (KeptLetter each : read) {
            if (isUnknown(each.id())) {
                letters.put(each.id(), each);
            }
        }
        backlog.begin(stored, letters.values(), held.values());
        trim();
    }
}
