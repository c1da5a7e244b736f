package dev.vagus.bus.internal.engine;

import dev.vagus.module.ErrorCategory;
import dev.vagus.module.TimeOrderedId;
import dev.vagus.spi.DeadLetterStore;
import dev.vagus.spi.StoreException;
import dev.vagus.spi.StoredLetter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/** A store in memory that fails as the test wants it. */
final class FakeLetterStore implements DeadLetterStore {
    final TreeMap<TimeOrderedId, StoredLetter> rows = new TreeMap<>();
    boolean fails;
    boolean failsAfterTheCommit;
    /** A part of what it never takes. */
    String never = "nothing has this in it";

    int calls;

    @Override
    public synchronized List<StoredLetter> open(int most) {
        call();
        while (rows.size() > most) {
            rows.pollFirstEntry();
        }
        return new ArrayList<>(rows.values());
    }

    @Override
    public synchronized void write(List<StoredLetter> added, Collection<TimeOrderedId> removed) {
        call();
        if (added.stream().anyMatch(each -> each.content().contains(never))) {
            throw new StoreException(ErrorCategory.VALIDATION, "never", null);
        }
        removed.forEach(rows::remove);
        added.forEach(each -> rows.put(each.id(), each));
        if (failsAfterTheCommit) {
            throw failure();
        }
    }

    private void call() {
        calls++;
        if (fails) {
            throw failure();
        }
    }

    private static StoreException failure() {
        return new StoreException(ErrorCategory.UNAVAILABLE, "the store fails as the test wants it", null);
    }
}
