package dev.vagus.security.internal.ledger;

import java.util.List;
import java.util.function.Consumer;

/** A part of what is remembered. An entry is a list of texts, the first of which says what it is. */
interface Chapter {
    /**
     * Takes an entry up, if it is one of this part. Later ones add to earlier ones; the same again changes nothing.
     *
     * @return whether it is
     * @throws IllegalArgumentException when it has no sense
     */
    boolean read(List<String> entry);

    /** Gives the entries that say what is known now. */
    void write(Consumer<List<String>> entries);
}
