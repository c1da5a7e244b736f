package dev.vagus.events.internal.engine;

import dev.vagus.events.internal.history.Position;
import dev.vagus.events.internal.history.Trail;
import dev.vagus.module.TimeOrderedId;
import dev.vagus.spi.PositionStore;
import dev.vagus.spi.StoredPosition;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out where a handler left off in a process before, then reads on from there; or from where it wants to begin, when
 * nobody left off. An error is tried again after growing pauses, in the end gone without: then nothing is written over what is
 * stored, so that a later process can go on there.
 */
final class PositionLoader implements Steps {
    private static final Logger LOG = LoggerFactory.getLogger(PositionLoader.class);
    private static final int RETRIES = 5;
    private static final long FIRST_PAUSE_MILLIS = 100;

    private final HandlerEntry entry;
    private final Position position;
    private final PositionKeeper keeper;
    private final LongFunction<Steps> resuming;
    private final Supplier<Steps> beginning;
    private @Nullable Steps reader;
    private int failures;

    /**
     * Has done nothing yet.
     *
     * @param resuming reads everything after an id
     * @param beginning reads what the handler wants to hear the first time
     */
    PositionLoader(
            HandlerEntry entry,
            Position position,
            PositionKeeper keeper,
            LongFunction<Steps> resuming,
            Supplier<Steps> beginning) {
        this.entry = entry;
        this.position = position;
        this.keeper = keeper;
        this.resuming = resuming;
        this.beginning = beginning;
    }

    @Override
    public long step(Consumer<Occurrence> out) {
        Steps known = reader;
        return known == null ? load() : known.step(out);
    }

    private long load() {
        String module = entry.identity().module();
        String name = entry.interest().replay().position();
        try {
            PositionStore store = keeper.store();
            StoredPosition stored = store == null ? null : store.read(module, name);
            if (stored != null) {
                position.resume(new Trail(stored.floor().value(), bits(stored.had()), bits(stored.missed())));
                reader = resuming.apply(position.start());
            } else {
                reader = beginning.get();
            }
            if (store != null) {
                keeper.follow(entry, position);
            }
        } catch (RuntimeException | LinkageError e) {
            if (failures++ < RETRIES) {
                return FIRST_PAUSE_MILLIS << (failures - 1);
            }
            LOG.warn(
                    "It cannot be read where {} left off under the name '{}'; it begins as for the first time, and where it gets"
                            + " to is not written: {}",
                    entry.name(),
                    name,
                    String.valueOf(e.getMessage()));
            reader = beginning.get();
        }
        return 0;
    }

    private static Collection<Long> bits(List<TimeOrderedId> ids) {
        return ids.stream().map(TimeOrderedId::value).toList();
    }
}
