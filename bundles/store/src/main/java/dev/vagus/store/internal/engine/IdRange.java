package dev.vagus.store.internal.engine;

import dev.vagus.events.EventQuery;
import dev.vagus.module.TimeOrderedId;

/**
 * The ids that a query may find. Immutable.
 *
 * @param first the first
 * @param last the last; before the first when there are none
 */
record IdRange(long first, long last) {
    private static final IdRange ALL = new IdRange(0, Long.MAX_VALUE);

    /**
     * Those behind the place where the page begins, within the span of time.
     *
     * @throws IllegalArgumentException when the place is none
     */
    static IdRange of(EventQuery query, Lead lead) {
        IdRange range = ALL;
        if (query.from() != null) {
            range = range.from(lead.firstId(query.from().toEpochMilli()));
        }
        if (query.until() != null) {
            range = range.before(lead.endId(query.until().toEpochMilli()));
        }
        if (query.after() != null) {
            range = range.behind(TimeOrderedId.parse(query.after()).value(), query.newestFirst());
        }
        return range;
    }

    /** Those of them that come after this one. */
    IdRange behind(long id, boolean newestFirst) {
        return newestFirst ? before(id) : after(id);
    }

    /** Those of them that come before this one. */
    IdRange aheadOf(long id, boolean newestFirst) {
        return newestFirst ? after(id) : before(id);
    }

    private IdRange from(long id) {
        return new IdRange(Math.max(first, id), last);
    }

    private IdRange after(long id) {
        return id == Long.MAX_VALUE ? new IdRange(1, 0) : from(id + 1);
    }

    private IdRange before(long id) {
        return id == Long.MAX_VALUE ? this : new IdRange(first, Math.min(last, id - 1));
    }

    boolean isAll() {
        return equals(ALL);
    }

    boolean isEmpty() {
        return first > last;
    }
}
