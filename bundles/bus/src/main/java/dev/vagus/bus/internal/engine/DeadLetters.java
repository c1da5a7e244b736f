package dev.vagus.bus.internal.engine;

import dev.vagus.bus.DeadLetter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The latest dead letters, a bounded number. They hold plain structure and strings only. Thread-safe. */
final class DeadLetters {
    private final Deque<DeadLetter> letters = new ArrayDeque<>();
    private int most;

    DeadLetters(int most) {
        this.most = most;
    }

    synchronized void limit(int letterCount) {
        most = letterCount;
        trim();
    }

    synchronized void add(DeadLetter letter) {
        letters.addLast(letter);
        trim();
    }

    private void trim() {
        while (letters.size() > most) {
            letters.removeFirst();
        }
    }

    synchronized List<DeadLetter> list() {
        return List.copyOf(letters);
    }
}
