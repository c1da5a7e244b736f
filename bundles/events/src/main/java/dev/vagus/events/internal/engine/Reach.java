package dev.vagus.events.internal.engine;

import dev.vagus.events.ModuleEvent;
import dev.vagus.events.Replay;
import dev.vagus.events.internal.history.History;
import dev.vagus.events.internal.history.Ids;
import dev.vagus.events.internal.history.Kept;
import dev.vagus.events.internal.history.Position;
import dev.vagus.events.internal.history.Trail;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** How far the memory reaches back, compared with what a handler is to hear. */
final class Reach {
    private Reach() {}

    /**
     * Whether there is nothing for the handler that only a store could have.
     *
     * @param resumed where it goes on; null when it does not
     * @param kept what is in memory
     * @param past what the handler is to hear of it
     */
    static boolean isEnough(
            History history,
            Replay replay,
            @Nullable Position resumed,
            List<Kept> kept,
            SortedMap<Long, ModuleEvent> past) {
        if (resumed != null) {
            return (history.isWhole() && !resumed.isFromBefore())
                    || (!kept.isEmpty() && Ids.of(kept.get(0).event()) <= resumed.start() - Ids.SKEW);
        }
        Instant since = replay.since();
        return (replay.last() > 0 && past.size() == replay.last())
                || (since != null
                        && !kept.isEmpty()
                        && Ids.of(kept.get(0).event()) <= Ids.before(since) - Ids.SKEW
                        && kept.get(0).event().timestamp().isBefore(since));
    }

    /** What a handler that comes for the first time has had, so to say, when it is to hear this. */
    static Trail before(SortedMap<Long, ModuleEvent> past, List<Kept> kept) {
        if (!past.isEmpty()) {
            return new Trail(past.values().stream().mapToLong(Ids::of).min().getAsLong() - 1);
        }
        Trail trail = new Trail(
                kept.stream().mapToLong(each -> Ids.of(each.event()) - 1).min().orElseGet(Ids::fresh));
        kept.forEach(each -> trail.had(Ids.of(each.event())));
        return trail;
    }
}
