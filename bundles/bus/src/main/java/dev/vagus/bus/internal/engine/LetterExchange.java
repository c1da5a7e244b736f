package dev.vagus.bus.internal.engine;

import dev.vagus.bus.internal.engine.StoreBacklog.Changes;
import dev.vagus.module.ErrorCategory;
import dev.vagus.module.TimeOrderedId;
import dev.vagus.module.VagusException;
import dev.vagus.spi.DeadLetterStore;
import dev.vagus.spi.StoredLetter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What passes between the dead letters in memory and a store, one step at a time. For one thread. */
final class LetterExchange {
    private static final Logger LOG = LoggerFactory.getLogger(LetterExchange.class);
    private static final int BATCH = 100;

    private final DeadLetters letters;
    private final LetterText text;

    LetterExchange(DeadLetters letters, LetterText text) {
        this.letters = letters;
        this.text = text;
    }

    /** Takes into memory what the store has of before, and finds out what differs. */
    void open(DeadLetterStore store) {
        Map<TimeOrderedId, StoredLetter> found = new HashMap<>();
        store.open(letters.limit()).forEach(each -> found.put(each.id(), each));
        Set<TimeOrderedId> unknown = new HashSet<>(letters.unknown(found.keySet()));
        List<KeptLetter> read = new ArrayList<>();
        for (StoredLetter each : found.values()) {
            if (unknown.contains(each.id())) {
                read(each, read);
            }
        }
        letters.begin(found.keySet(), read);
        if (!read.isEmpty()) {
            LOG.info("{} dead letters of before were found in the store", read.size());
        }
    }

    private void read(StoredLetter stored, List<KeptLetter> into) {
        try {
            into.add(text.read(stored));
        } catch (RuntimeException e) {
            LOG.warn(
                    "the dead letter {} cannot be read from the store, where it stays until it is among the oldest: {}",
                    stored.id(),
                    describe(e));
        }
    }

    /** Writes some of what differs. What the store can never take stays in memory only. */
    void write(DeadLetterStore store) {
        Changes changes = letters.changes(BATCH);
        List<KeptLetter> writable = new ArrayList<>();
        List<StoredLetter> written = new ArrayList<>();
        for (KeptLetter each : changes.added()) {
            try {
                written.add(text.write(each));
                writable.add(each);
            } catch (RuntimeException e) {
                refused(each, e);
            }
        }
        give(store, new Changes(writable, changes.departed()), written);
    }

    private void give(DeadLetterStore store, Changes changes, List<StoredLetter> written) {
        try {
            store.write(written, changes.departed());
            letters.done(changes);
        } catch (VagusException e) {
            if (e.category() != ErrorCategory.VALIDATION || written.isEmpty()) {
                throw e;
            }
            if (written.size() == 1) {
                refused(changes.added().get(0), e);
                return;
            }
            for (int i = 0; i < written.size(); i++) {
                Changes single = new Changes(List.of(changes.added().get(i)), List.of());
                give(store, single, List.of(written.get(i)));
            }
        }
    }

    private void refused(KeptLetter kept, RuntimeException why) {
        letters.refused(kept);
        LOG.warn("the dead letter {} cannot be stored and is kept in memory only: {}", kept.id(), describe(why));
    }

    /** For logs: what others than Vagus say might quote a payload. */
    static String describe(Throwable e) {
        return e instanceof VagusException
                ? String.valueOf(e.getMessage())
                : e.getClass().getName();
    }
}
