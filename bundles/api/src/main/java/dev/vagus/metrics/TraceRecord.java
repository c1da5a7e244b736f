package dev.vagus.metrics;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was recorded: a piece of work began, something happened within it, or it ended. Immutable, and made of
 * strings and times, so that it keeps nothing of a module.
 *
 * @param sequence its number, from 1 for each start of tracing
 * @param time when it was, by the wall clock
 * @param phase what happened to the work
 * @param kind what is done: {@code call}, {@code step}, {@code send}, {@code delivery}, {@code publish}, {@code hearing}
 * @param traceId what all the work of one trace has in common, 32 hex digits
 * @param spanId this piece of work, 16 hex digits
 * @param parentId the piece of work that it is inside of, which may be another process's; empty for none
 * @param id the id of the call, message or event
 * @param subject the operation, the channel, the name of the event
 * @param type the message's type, the event's channel, the name of the step; empty of a call
 * @param module the module that does it; of a delivery, a hearing or a step the one that has it done
 * @param peer the called module, the subscription or the handler; empty where there is none
 * @param attempt the number of the attempt, from 1
 * @param correlationId what joins it with other work; empty for none
 * @param note a word for what happened, such as {@code route}, {@code retry}, {@code dead-letter}; empty at begin and end
 * @param detail more about that; at the end of failed work its error, as category, type and message; empty otherwise
 * @param duration how long the work took, by the monotonic clock; null but at its end
 * @param payload arguments, payload or data as JSON, with secrets hidden; empty where that is not recorded
 */
public record TraceRecord(
        long sequence,
        Instant time,
        Phase phase,
        String kind,
        String traceId,
        String spanId,
        String parentId,
        String id,
        String subject,
        String type,
        String module,
        String peer,
        int attempt,
        String correlationId,
        String note,
        String detail,
        @Nullable Duration duration,
        String payload) {
    /** What happened to a piece of work. */
    public enum Phase {
        /** It began. */
        BEGIN,
        /** Something happened within it. */
        NOTE,
        /** It succeeded. */
        END,
        /** It failed. */
        ERROR
    }
}
