package dev.vagus.events.internal.history;

import dev.vagus.events.ModuleEvent;
import dev.vagus.module.TimeOrderedId;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** The bits of events' ids, which begin with the time. */
public final class Ids {
    private static final int SEQUENCE_BITS = 20;

    /**
     * How long a publisher may take from making an event's id until the event is kept, as far as ids are trusted to tell what
     * came before what.
     */
    public static final long SKEW = TimeUnit.SECONDS.toMillis(10) << SEQUENCE_BITS;

    private Ids() {}

    /** The bits of an event's id. */
    public static long of(ModuleEvent event) {
        return TimeOrderedId.parse(event.id()).value();
    }

    /** The bits of an id that no event has yet, above those of all that were published. */
    public static long fresh() {
        return TimeOrderedId.next().value();
    }

    /** The last bits before those of events of this time. */
    public static long before(Instant time) {
        long millis = Math.max(0, Math.min(time.toEpochMilli(), Long.MAX_VALUE >> SEQUENCE_BITS));
        return Math.max(0, (millis << SEQUENCE_BITS) - 1);
    }

    /** When the event of this id was made. */
    public static Instant time(long bits) {
        return Instant.ofEpochMilli(bits >>> SEQUENCE_BITS);
    }

    /** The id of these bits. */
    public static String text(long bits) {
        return new TimeOrderedId(bits).toString();
    }
}
