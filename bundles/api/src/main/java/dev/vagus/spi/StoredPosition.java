package dev.vagus.spi;

import dev.vagus.module.TimeOrderedId;
import java.util.List;

/**
 * Where the handler of a name is, as a store keeps it. Immutable.
 *
 * @param module the module of the handler
 * @param name the name of the position
 * @param floor up to this id the handler has had every event that concerns it, but those in {@code missed}
 * @param had the ids after the floor of which it has had the events, ascending; a thousand at most
 * @param missed ids up to the floor of which it has not had the events, ascending; a thousand at most
 */
public record StoredPosition(
        String module, String name, TimeOrderedId floor, List<TimeOrderedId> had, List<TimeOrderedId> missed) {
    /** Copies the ids. */
    public StoredPosition {
        had = List.copyOf(had);
        missed = List.copyOf(missed);
    }
}
