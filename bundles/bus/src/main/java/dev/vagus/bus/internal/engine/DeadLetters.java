package dev.vagus.bus.internal.engine;

import dev.vagus.bus.DeadLetter;
import dev.vagus.bus.DeadLetterFilter;
import dev.vagus.module.TimeOrderedId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The latest dead letters, a bounded number, by id and so by time. They hold plain structure and strings only.
 * Thread-safe.
 */
final class DeadLetters {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

    private final TreeMap<TimeOrderedId, DeadLetter> letters = new TreeMap<>();
    private int most;
    private long forgotten;

    DeadLetters(int most) {
        this.most = most;
    }

    synchronized void limit(int letterCount) {
        most = letterCount;
        trim();
    }

    /** Adds a new one, or puts one back. */
    synchronized void add(DeadLetter letter) {
        letters.put(letter.id(), letter);
        trim();
    }

    private void trim() {
        while (letters.size() > most) {
            letters.pollFirstEntry();
            if (Long.bitCount(++forgotten) == 1) {
                LOG.warn("there are more than {} dead letters: the oldest go, {} so far", most, forgotten);
            }
        }
    }

    synchronized @Nullable DeadLetter find(TimeOrderedId id) {
        return letters.get(id);
    }

    /** Takes one out; null when it is not there. */
    synchronized @Nullable DeadLetter take(TimeOrderedId id) {
        return letters.remove(id);
    }

    synchronized List<DeadLetter> list(DeadLetterFilter filter) {
        List<DeadLetter> found = new ArrayList<>();
        for (DeadLetter letter : letters.values()) {
            if (filter.matches(letter)) {
                found.add(letter);
            }
        }
        return found;
    }

    /** Throws those away that are meant and returns how many they were. */
    synchronized int discard(DeadLetterFilter filter) {
        int before = letters.size();
        letters.values().removeIf(filter::matches);
        return before - letters.size();
    }
}
