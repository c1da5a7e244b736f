package dev.vagus.spi;

import dev.vagus.module.TimeOrderedId;

/**
 * A dead letter as a store keeps it. Immutable.
 *
 * @param id its id, by which letters are sorted and so by time
 * @param content all that the bus wants to know of it again, as ASCII text that only the bus reads; of any length
 * @param confidential whether the content must not be written but sealed by a {@link PayloadCipher}
 */
public record StoredLetter(TimeOrderedId id, String content, boolean confidential) {
    /** One that may be written as it is. */
    public StoredLetter(TimeOrderedId id, String content) {
        this(id, content, false);
    }
}
