package dev.vagus.registry;

import dev.vagus.module.Outcome;
import dev.vagus.module.TimeOrderedId;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** One call of an operation, as middleware and handlers see it. Thread-safe. */
@ProviderType
public interface Invocation {
    /** Unique in this framework and sorted by time. */
    TimeOrderedId id();

    /** The operation that is called. */
    OperationDescriptor operation();

    /** The arguments by name, validated, as plain structure; immutable. */
    Map<String, Object> parameters();

    /** The name of the module that calls, taken from the calling bundle. */
    String caller();

    /** What joins messages, calls and events of one affair; null when the caller gave none. */
    @Nullable
    String correlationId();

    /** The name of the module that made the outermost call, of which this one is a part; the caller when there is none. */
    default String origin() {
        return caller();
    }

    /**
     * What the caller said beside the arguments, by {@link ApiCall#metadata}, and what the callers around it said, unless it
     * said otherwise; immutable.
     */
    Map<String, String> metadata();

    /** An option of the call that a middleware serves, such as {@code retries}; null when it was not given. */
    @Nullable
    Object option(String name);

    /** All options of the call, by name; immutable, usually empty. */
    Map<String, Object> options();

    /**
     * The reading of {@link System#nanoTime()} when the call began: one for everybody who measures it or asks what has
     * expired, since reading the clock is a good part of what a call costs.
     */
    long startNanos();

    /** How much time is left; null when the call has no deadline. Zero when it has passed. */
    @Nullable
    Duration remaining();

    /**
     * Whether the caller has given up, or that of a call around this one has, or the deadline has passed: a handler that
     * runs long polls it.
     */
    boolean isCancelled();

    /**
     * Goes on with this call after a pause: on this thread, which sleeps, when the caller waits on it; else on a thread of
     * the registry, and nothing is blocked meanwhile. The work runs in the call's context. A call that ends meanwhile (it
     * is cancelled, its deadline passes, its thread is interrupted, its module leaves) ends the pause, and the work does
     * not run.
     *
     * @param work must not be run otherwise; what it throws is a failure
     * @return what the work returns, or why it did not run
     */
    Outcome after(Duration pause, Supplier<Outcome> work);

    /** The same call with these arguments instead; middleware passes it on. They are not validated again. */
    Invocation withParameters(Map<String, Object> parameters);
}
