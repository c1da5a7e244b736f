package dev.vagus.events.internal.engine;

import dev.vagus.events.Replay;
import dev.vagus.events.internal.history.Ids;
import dev.vagus.events.internal.history.Position;
import dev.vagus.events.internal.history.Trail;
import dev.vagus.module.TimeOrderedId;
import dev.vagus.spi.PositionStore;
import dev.vagus.spi.StoredPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes to a store where named handlers are: about once a second what has moved, and all of it when the store or the engine
 * goes. {@link Later} does it, so no handler and no publisher ever waits for the store. Thread-safe.
 */
public final class PositionKeeper {
    /** How long after one look the next is. */
    static final long PAUSE_MILLIS = 1_000;

    /** So many looks apart, what rests is written too: the floor of a handler that hears little follows the time. */
    static final int RESTING = 60;

    private static final Logger LOG = LoggerFactory.getLogger(PositionKeeper.class);
    private static final long LAST_WRITE_SECONDS = 3;

    private final Later later;
    private final Map<Position, Followed> followed = new ConcurrentHashMap<>();

    /** Those of which it is not known whether the store has another one of their name. */
    private final Map<Position, HandlerEntry> unsure = new ConcurrentHashMap<>();

    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile @Nullable PositionStore store;

    /** Whether the last write failed. Touched by {@link Later} alone. */
    private boolean failing;

    PositionKeeper(Later later) {
        this.later = later;
    }

    /** A position that is written. The counts are touched by {@link Later} alone. */
    private static final class Followed {
        private final String module;
        private final String name;
        private final Position position;

        /** Null once it has left, so that nothing of its module is held while the store fails. */
        private volatile @Nullable HandlerEntry entry;

        private long written = -1;
        private int rested;

        private Followed(HandlerEntry entry, Position position) {
            this.module = entry.identity().module();
            this.name = entry.interest().replay().position();
            this.entry = entry;
            this.position = position;
        }

        private boolean isDue() {
            return position.changes() != written || (entry != null && ++rested >= RESTING);
        }

        /** The time is taken before the look: what has an older id by far was with the handler, or is waiting for it. */
        private void raise() {
            long now = Ids.fresh();
            HandlerEntry there = entry;
            if (there != null && there.isIdle() && there.isOpen()) {
                position.raise(now - Ids.SKEW);
            }
        }

        private boolean isDone() {
            return entry == null && position.changes() == written;
        }

        private StoredPosition row(Trail trail) {
            return new StoredPosition(
                    module, name, new TimeOrderedId(Math.max(0, trail.floor())), ids(trail.above()), ids(trail.gaps()));
        }

        private static List<TimeOrderedId> ids(List<Long> bits) {
            return bits.stream().map(TimeOrderedId::new).toList();
        }
    }

    /** From now on this is the store; null for none. The one before gets what has moved; that is waited for a little. */
    public void store(@Nullable PositionStore current) {
        PositionStore former = store;
        store = current;
        if (former != null && former != current) {
            CountDownLatch written = new CountDownLatch(1);
            boolean taken = later.run(0, () -> {
                write(former);
                written.countDown();
            });
            await(taken ? written : new CountDownLatch(0));
        }
        lookLater();
    }

    private static void await(CountDownLatch written) {
        try {
            if (!written.await(LAST_WRITE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("The store leaves before it has written where named handlers of events are");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The store that is there now, or null. */
    @Nullable
    PositionStore store() {
        return store;
    }

    /** It is written from now on where this handler is. */
    void follow(HandlerEntry entry, Position position) {
        position.agreed();
        followed.put(position, new Followed(entry, position));
        forgetIfLeft(entry);
        lookLater();
    }

    /**
     * The same of one that is going on already, unless there is another position of its name in the store: one that was left in
     * a process before, while there was no store yet in this one.
     */
    void watch(HandlerEntry entry, Position position) {
        if (position.isAgreed()) {
            follow(entry, position);
        } else {
            unsure.put(position, entry);
            forgetIfLeft(entry);
            lookLater();
        }
    }

    /** It closes, then says that it has left; this looks after it was noted: one of the two sees the other. */
    private void forgetIfLeft(HandlerEntry entry) {
        if (!entry.isOpen()) {
            left(entry);
        }
    }

    private void makeSure(PositionStore current) {
        unsure.forEach((position, entry) -> {
            try {
                String name = entry.interest().replay().position();
                if (entry.isOpen() && current.read(entry.identity().module(), name) != null) {
                    LOG.warn(
                            "The store came after {}, which did not go on where it had left off under the name '{}' in a process"
                                    + " before; where it gets to is not written. Register it anew after a restart",
                            entry.name(),
                            name);
                } else if (entry.isOpen()) {
                    follow(entry, position);
                }
                unsure.remove(position, entry);
            } catch (RuntimeException | LinkageError e) {
                LOG.debug("It cannot be read whether there is a position of {}", entry.name(), e);
            }
        });
    }

    /** Closes the handler; how many events that cleared. */
    long close(HandlerEntry entry) {
        for (Followed each : followed.values()) {
            if (each.entry == entry) {
                each.raise();
            }
        }
        long cleared = entry.close();
        left(entry);
        return cleared;
    }

    private void left(HandlerEntry entry) {
        unsure.values().remove(entry);
        long left = 0;
        for (Followed each : followed.values()) {
            if (each.entry == entry) {
                each.entry = null;
            }
            left += each.entry == null ? 1 : 0;
        }
        if (left > Replay.POSITIONS) {
            LOG.debug("More than {} positions that were left wait for the store: they are given up", Replay.POSITIONS);
            followed.values().removeIf(each -> each.entry == null);
        }
    }

    private void lookLater() {
        if (store != null && !(followed.isEmpty() && unsure.isEmpty()) && looking.compareAndSet(false, true)) {
            later.run(PAUSE_MILLIS, this::look);
        }
    }

    private void look() {
        looking.set(false);
        writeAll();
        lookLater();
    }

    /** Writes what has moved. For {@link Later}. */
    void writeAll() {
        PositionStore current = store;
        if (current != null) {
            makeSure(current);
            write(current);
        }
    }

    private void write(PositionStore current) {
        List<Followed> due = new ArrayList<>();
        List<Position.Written> states = new ArrayList<>();
        List<StoredPosition> rows = new ArrayList<>();
        for (Followed each : followed.values()) {
            if (each.isDue()) {
                each.rested = 0;
                each.raise();
                Position.Written state = each.position.written();
                due.add(each);
                states.add(state);
                rows.add(each.row(state.trail()));
            }
        }
        if (rows.isEmpty() || save(current, rows)) {
            for (int i = 0; i < due.size(); i++) {
                due.get(i).written = states.get(i).changes();
            }
            followed.values().removeIf(Followed::isDone);
        }
    }

    private boolean save(PositionStore current, List<StoredPosition> rows) {
        try {
            current.save(rows, Replay.POSITIONS + followed.size());
            failing = false;
            return true;
        } catch (RuntimeException | LinkageError e) {
            if (!failing) {
                failing = true;
                LOG.warn(
                        "It cannot be written where {} named handlers of events are; after a restart they may hear events"
                                + " again. It is tried every second: {}",
                        rows.size(),
                        String.valueOf(e.getMessage()));
            }
            return false;
        }
    }
}
