package dev.vagus.bus.internal.engine;

import dev.vagus.bus.DeadLetter;
import dev.vagus.module.TimeOrderedId;

/** A dead letter in memory and what is known of it in the store. Its state is guarded by {@link DeadLetters}. */
final class KeptLetter {
    /** Where it is beside the memory. */
    enum Storage {
        /** In no store. */
        NEW,
        /** Given to the store, which has not said yet that it has it. */
        GIVEN,
        /** In the store. */
        STORED,
        /** The store said that it can never take it. */
        REFUSED
    }

    private final DeadLetter letter;
    private final boolean named;
    private final boolean confidential;
    private Storage storage;

    /**
     * @param letter as it was given up
     * @param named whether its subscription has a name; if not, what it says of it is an id, which means nothing after a
     *     restart
     * @param confidential whether it must not be written but encrypted
     */
    KeptLetter(DeadLetter letter, boolean named, boolean confidential, Storage storage) {
        this.letter = letter;
        this.named = named;
        this.confidential = confidential;
        this.storage = storage;
    }

    TimeOrderedId id() {
        return letter.id();
    }

    /** The letter as it was given up. */
    DeadLetter letter() {
        return letter;
    }

    boolean named() {
        return named;
    }

    boolean isConfidential() {
        return confidential;
    }

    Storage storage() {
        return storage;
    }

    void storage(Storage now) {
        storage = now;
    }

    /** Whether the store has it, or may have it. */
    boolean mayBeStored() {
        return storage == Storage.GIVEN || storage == Storage.STORED;
    }

    /** Whether it is still to be written. */
    boolean isUnwritten() {
        return storage == Storage.NEW || storage == Storage.GIVEN;
    }

    /** The letter, saying whether it is in the store. */
    DeadLetter told() {
        return letter.stored(storage == Storage.STORED);
    }
}
