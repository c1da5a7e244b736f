package dev.vagus.spi;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What travels with the work that a thread is doing: from a call into the calls, messages and events made in it, and from
 * a message into what its handler does. Immutable, and made of strings and numbers only, so that a thread which keeps one
 * keeps nothing of a module.
 *
 * <p>The registry sets it around an operation, the bus around a handler, each putting back what was there before. Work
 * that a module hands to a thread of its own takes it along only if the module {@linkplain #swap sets} it there.
 *
 * @param correlationId what joins messages, calls and events of one affair; null when there is none
 * @param deadline when the work must be done, in nanoseconds of {@link System#nanoTime()}, or {@link #NO_DEADLINE}
 * @param traceparent the W3C trace context; null when there is none
 * @param depth how many calls are around the work on its thread
 * @param origin the module that made the outermost call; null outside of calls
 * @param metadata what the callers said beside their arguments, the inner ones overriding the outer ones; immutable
 */
public record FlowContext(
        @Nullable String correlationId,
        long deadline,
        @Nullable String traceparent,
        int depth,
        @Nullable String origin,
        Map<String, String> metadata) {
    /** No deadline. A deadline that happens to have this value is moved by a nanosecond. */
    public static final long NO_DEADLINE = Long.MIN_VALUE;

    /** The name of the message header and of the call's metadata that hold the trace context. */
    public static final String TRACEPARENT = "traceparent";

    /** Nothing: what work begins with. */
    public static final FlowContext NONE = new FlowContext(null, NO_DEADLINE, null, 0, null, Map.of());

    private static final ThreadLocal<@Nullable FlowContext> CURRENT = new ThreadLocal<>();

    /** Copies the metadata. */
    public FlowContext {
        metadata = Map.copyOf(metadata);
    }

    /** The context of work that is in no call. */
    public FlowContext(@Nullable String correlationId, long deadline, @Nullable String traceparent, int depth) {
        this(correlationId, deadline, traceparent, depth, null, Map.of());
    }

    /** The context of what this thread is doing; {@link #NONE} when nothing was set. */
    public static FlowContext current() {
        FlowContext set = CURRENT.get();
        return set == null ? NONE : set;
    }

    /**
     * Sets the context of what this thread does next. Whoever does so puts back what it returns, in a {@code finally}.
     *
     * @return the context that was set before
     */
    public static FlowContext swap(FlowContext next) {
        FlowContext before = current();
        if (before != next) {
            CURRENT.set(next == NONE ? null : next);
        }
        return before;
    }

    /**
     * Sets the context of what this thread does next, without looking what was set before: to put back what {@link #swap}
     * returned, or for whoever has asked for {@link #current} and nothing has happened since.
     */
    public static void set(FlowContext next) {
        CURRENT.set(next == NONE ? null : next);
    }

    /** The earlier of two deadlines; {@link #NO_DEADLINE} is later than every other. */
    public static long earlier(long one, long other) {
        if (one == NO_DEADLINE) {
            return other;
        }
        return other == NO_DEADLINE || one - other <= 0 ? one : other;
    }

    /** The deadline at this reading of the clock, which is never {@link #NO_DEADLINE}. */
    public static long deadlineAt(long nanos) {
        return nanos == NO_DEADLINE ? nanos + 1 : nanos;
    }

    /** Whether there is a deadline. */
    public boolean isLimited() {
        return deadline != NO_DEADLINE;
    }

    /** This context, or an equal one with these facts; origin and metadata stay. */
    public FlowContext with(@Nullable String correlation, long newDeadline, @Nullable String trace, int newDepth) {
        return with(correlation, newDeadline, trace, newDepth, origin, metadata);
    }

    /** This context, or an equal one with these facts. */
    public FlowContext with(
            @Nullable String correlation,
            long newDeadline,
            @Nullable String trace,
            int newDepth,
            @Nullable String newOrigin,
            Map<String, String> newMetadata) {
        boolean same = deadline == newDeadline
                && depth == newDepth
                && Objects.equals(correlationId, correlation)
                && Objects.equals(traceparent, trace)
                && Objects.equals(origin, newOrigin)
                && metadata.equals(newMetadata);
        if (same) {
            return this;
        }
        boolean none = correlation == null
                && newDeadline == NO_DEADLINE
                && trace == null
                && newDepth == 0
                && newOrigin == null
                && newMetadata.isEmpty();
        return none ? NONE : new FlowContext(correlation, newDeadline, trace, newDepth, newOrigin, newMetadata);
    }
}
