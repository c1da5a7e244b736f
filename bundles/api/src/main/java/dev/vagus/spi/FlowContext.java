package dev.vagus.spi;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What travels with the work that a thread is doing: from a call into the calls, messages and events made in it, and from
 * a message into what its handler does. Immutable, and made of strings and numbers but for the credential, which is of a
 * gate's bundle, so that a thread which keeps one keeps nothing of a module.
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
 * @param credential on whose behalf the work is done; null for nobody's, and where there is no gate
 */
public record FlowContext(
        @Nullable String correlationId,
        long deadline,
        @Nullable String traceparent,
        int depth,
        @Nullable String origin,
        Map<String, String> metadata,
        @Nullable Credential credential) {
    /** No deadline. A deadline that happens to have this value is moved by a nanosecond. */
    public static final long NO_DEADLINE = Long.MIN_VALUE;

    /** The name of the message header and of the call's metadata that hold the trace context. */
    public static final String TRACEPARENT = "traceparent";

    /** Nothing: what work begins with. */
    public static final FlowContext NONE = new FlowContext(null, NO_DEADLINE, null, 0, null, Map.of(), null);

    /** Where in a {@link #place} something is: in the middle, so that no two threads write to the same lines of memory. */
    static final int HERE = 24;

    private static final ThreadLocal<@Nullable Object[]> PLACE =
            ThreadLocal.withInitial(() -> new Object[2 * HERE + 1]);

    /** Copies the metadata. */
    public FlowContext {
        metadata = Map.copyOf(metadata);
    }

    /** The context of work that is in no call. */
    public FlowContext(@Nullable String correlationId, long deadline, @Nullable String traceparent, int depth) {
        this(correlationId, deadline, traceparent, depth, null, Map.of(), null);
    }

    /** The context of work that is done on nobody's behalf. */
    public FlowContext(
            @Nullable String correlationId,
            long deadline,
            @Nullable String traceparent,
            int depth,
            @Nullable String origin,
            Map<String, String> metadata) {
        this(correlationId, deadline, traceparent, depth, origin, metadata, null);
    }

    /**
     * Where this thread keeps its context and its {@linkplain FlowFrame frames}, for whoever needs that several times in a
     * row: asking a thread costs more than all the rest. It is for this thread only, and belongs to it for as long as it
     * lives. It is a bare array so that a thread which outlives Vagus keeps nothing of it but that.
     */
    public static @Nullable Object[] place() {
        return PLACE.get();
    }

    /** The context of what this thread is doing; {@link #NONE} when nothing was set. */
    public static FlowContext current() {
        return current(PLACE.get());
    }

    /** The same, of the thread whose {@link #place} this is, on that thread. */
    public static FlowContext current(@Nullable Object[] place) {
        Object here = place[HERE];
        if (here == null) {
            return NONE;
        }
        return here instanceof FlowFrame frame ? frame.flow() : (FlowContext) here;
    }

    /**
     * Sets the context of what this thread does next. Whoever does so puts back what it returns, in a {@code finally}.
     *
     * @return the context that was set before
     */
    public static FlowContext swap(FlowContext next) {
        @Nullable Object[] place = PLACE.get();
        FlowContext before = current(place);
        set(place, next);
        return before;
    }

    /**
     * Sets the context of what this thread does next, without looking what was set before: to put back what {@link #swap}
     * returned, or for whoever has asked for {@link #current} and nothing has happened since.
     */
    public static void set(FlowContext next) {
        set(PLACE.get(), next);
    }

    /** The same, of the thread whose {@link #place} this is, on that thread. */
    public static void set(@Nullable Object[] place, FlowContext next) {
        if (place[HERE] instanceof FlowFrame frame) {
            frame.flow(next);
        } else {
            place[HERE] = next == NONE ? null : next;
        }
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

    /** This context, or an equal one with these facts; origin, metadata and credential stay. */
    public FlowContext with(@Nullable String correlation, long newDeadline, @Nullable String trace, int newDepth) {
        return with(correlation, newDeadline, trace, newDepth, origin, metadata);
    }

    /** This context, or an equal one with these facts; the credential stays. */
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
                && newMetadata.isEmpty()
                && credential == null;
        return none
                ? NONE
                : new FlowContext(correlation, newDeadline, trace, newDepth, newOrigin, newMetadata, credential);
    }

    /** This context, or an equal one on behalf of this credential; null for nobody's. */
    public FlowContext with(@Nullable Credential other) {
        if (credential == other) {
            return this;
        }
        FlowContext changed = new FlowContext(correlationId, deadline, traceparent, depth, origin, metadata, other);
        return other == null && changed.equals(NONE) ? NONE : changed;
    }

    /**
     * The context of a call that is made in this one by that module, which says nothing of its own but the deadline.
     *
     * @param newDeadline not later than that of this context
     */
    public FlowContext called(String caller, long newDeadline) {
        return called(caller, newDeadline, credential);
    }

    /** The same on behalf of this credential instead; null for nobody's. */
    public FlowContext called(String caller, long newDeadline, @Nullable Credential shown) {
        return new FlowContext(
                correlationId, newDeadline, traceparent, depth + 1, origin != null ? origin : caller, metadata, shown);
    }
}
