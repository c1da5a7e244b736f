package dev.vagus.events;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An event as its handler gets it, and as the history keeps it. Immutable.
 *
 * <p>The history may also hold OSGi events of topics that are none of {@link EventTopics}, which no handler of Vagus events
 * hears: their name is the whole topic, with its {@code /}, and their channel is empty.
 *
 * @param id unique in this framework and sorted by time
 * @param name its name
 * @param channel its channel; of a {@linkplain Mark#BROADCAST broadcast} the one that it was published on
 * @param source the name of the module that published it; empty where somebody posted it through an EventAdmin and no
 *     property names the bundle
 * @param timestamp when it was published, by the wall clock
 * @param correlationId what joins messages, calls and events of one affair; null when there is none
 * @param data what happened, as plain structure
 * @param marks what is special about it; usually nothing
 */
public record ModuleEvent(
        String id,
        String name,
        String channel,
        String source,
        Instant timestamp,
        @Nullable String correlationId,
        Map<String, Object> data,
        Set<Mark> marks) {

    /** What may be special about an event. */
    public enum Mark {
        /** It was published to all channels. */
        BROADCAST,
        /** It is the last of its name or key, given to a handler that came later. */
        STICKY,
        /** It comes from the history. */
        REPLAYED,
        /** Its data is encrypted wherever it is stored, or not stored at all. */
        ENCRYPTED
    }

    /** Copies the marks. */
    public ModuleEvent {
        marks = Set.copyOf(marks);
    }

    /** An event with nothing special about it. */
    public ModuleEvent(
            String id,
            String name,
            String channel,
            String source,
            Instant timestamp,
            @Nullable String correlationId,
            Map<String, Object> data) {
        this(id, name, channel, source, timestamp, correlationId, data, Set.of());
    }

    /** The same with this mark too. */
    public ModuleEvent with(Mark mark) {
        Set<Mark> more = EnumSet.of(mark);
        more.addAll(marks);
        return new ModuleEvent(id, name, channel, source, timestamp, correlationId, data, more);
    }

    /** Whether it has this mark. */
    public boolean is(Mark mark) {
        return marks.contains(mark);
    }
}
