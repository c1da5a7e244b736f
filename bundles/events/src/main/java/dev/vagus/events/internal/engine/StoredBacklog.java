package dev.vagus.events.internal.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Events of the past that are read out of a store while the handler hears them, a page at a time. The handler's turn asks
 * for the next page and ends; {@link Later} reads it, so that neither the handler's budget nor a thread of the dispatcher is
 * spent on it, and gives the turn back. So either a turn or a reader is at the page, never both. Nobody is asked for a page
 * after the handler has left, or the engine has stopped; then what was read is all that there was.
 */
final class StoredBacklog implements Backlog {
    private static final Logger LOG = LoggerFactory.getLogger(StoredBacklog.class);

    private final HandlerEntry entry;
    private final Steps reader;
    private final Later later;
    private final Deque<Occurrence> page = new ArrayDeque<>();
    private volatile int left;
    private volatile boolean over;

    StoredBacklog(HandlerEntry entry, Steps reader, Later later) {
        this.entry = entry;
        this.reader = reader;
        this.later = later;
    }

    @Override
    @SuppressWarnings("NonAtomicOperationOnVolatileField") // one thread at a time
    public @Nullable Occurrence next() {
        Occurrence next = page.poll();
        if (next != null) {
            left = left - 1;
            return next;
        }
        if (over) {
            return null;
        }
        readAfter(0);
        return AWAITED;
    }

    /** When nothing is read any more, the turn never comes back, and nothing live is heard without its past. */
    private void readAfter(long millis) {
        if (!later.run(millis, this::read)) {
            LOG.debug("{} hears no more of its past: the events bundle stops", entry.name());
        }
    }

    private void read() {
        if (!entry.isOpen()) {
            return;
        }
        long outcome = step();
        if (outcome >= 0) {
            readAfter(outcome);
            return;
        }
        left = page.size();
        over = outcome == Steps.OVER;
        entry.pastCame();
    }

    private long step() {
        try {
            return reader.step(page::add);
        } catch (RuntimeException | LinkageError e) {
            LOG.error("{} hears no more of its past", entry.name(), e);
            entry.past().catchUp();
            entry.past().live(Long.MIN_VALUE, new YoungIds());
            return Steps.OVER;
        }
    }

    @Override
    public boolean isOver() {
        return over && left == 0;
    }

    @Override
    public int left() {
        return left;
    }
}
