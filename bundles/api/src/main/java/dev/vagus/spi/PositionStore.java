package dev.vagus.spi;

import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Keeps beyond the life of the process where named handlers of events are ({@code Replay}), beside a {@link HistoryStore}
 * with the events. A service; of several the one of the highest ranking is used. The positions in a store belong to one
 * running events bundle. Thread-safe.
 *
 * <p>It is called on one thread, on which it may block, and which is never interrupted; what fails is tried again.
 */
@ConsumerType
public interface PositionStore {
    /**
     * Where the handler of this name of this module is.
     *
     * @return what was saved last; null when nothing was, or it was forgotten
     * @throws dev.vagus.module.VagusException when it cannot be read now
     */
    @Nullable
    StoredPosition read(String module, String name);

    /**
     * Writes positions in one step, each in the place of what was saved of its module and name: all of it survives the end of
     * the process when this has returned.
     *
     * @param positions the positions, each module and name once
     * @param most how many are to be kept at most; of more those go that were saved longest ago
     * @throws dev.vagus.module.VagusException when it cannot be done now; of the category {@code validation} when it can never
     *     be done with these positions, and then nothing was
     */
    void save(Collection<StoredPosition> positions, int most);
}
