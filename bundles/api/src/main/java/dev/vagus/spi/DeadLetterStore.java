package dev.vagus.spi;

import dev.vagus.module.TimeOrderedId;
import java.util.Collection;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Keeps the dead letters of the message bus beyond the life of the process. A service; of several the one of the highest
 * ranking is used. It keeps what the bus tells it to keep: the bus has all letters in memory, bounds them by
 * {@code deadletters.max} and lets the store follow. The letters in a store belong to one running bus. Thread-safe.
 *
 * <p>The bus calls it on one thread of its own, on which it may block, and which is never interrupted. After an error the
 * bus pauses (100 ms, growing to 10 s), then {@linkplain #open opens} it anew and compares, so that an error may leave
 * open what was done.
 */
@ConsumerType
public interface DeadLetterStore {
    /**
     * What is kept, when the bus begins to use the store. Letters older than the latest ones are forgotten.
     *
     * @param most how many letters are wanted at most, 0 or more
     * @return the latest letters, oldest first
     * @throws dev.vagus.module.VagusException when it cannot be done now
     */
    List<StoredLetter> open(int most);

    /**
     * Writes and removes in one step: all of it survives the end of the process when this has returned. A letter that is
     * there already, by its id, is written anew; an id that is not there is no error.
     *
     * @param added letters, in order of their ids
     * @param removed ids of letters, none of those in {@code added}
     * @throws dev.vagus.module.VagusException when it cannot be done now; of the category {@code validation} when it can
     *     never be done with these letters, as with confidential ones where nothing seals them, and then nothing was
     */
    void write(List<StoredLetter> added, Collection<TimeOrderedId> removed);
}
