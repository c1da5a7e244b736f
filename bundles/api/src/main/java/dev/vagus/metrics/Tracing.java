package dev.vagus.metrics;

import dev.vagus.module.Registration;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A live record of calls, messages and events, with ids that join them. A service of each bundle, there while the bundle of
 * metrics runs. Thread-safe.
 *
 * <p>The configuration and whoever calls this (code, the shell) switch the same thing; the last one to say something
 * wins: what code or the shell say holds until the {@code trace.*} settings change or the bundle starts anew.
 *
 * <p>The latest records are kept in memory (10,000, and at most 16 MiB, by default), also after the end until the next
 * start. Nobody who calls, sends or publishes waits for any of this. After the bundle has stopped, tracing is off and
 * {@link #start} throws {@link TraceException}.
 */
@ProviderType
public interface Tracing {
    /**
     * Begins to record, or goes on with another specification; former records are forgotten.
     *
     * @throws TraceException when the file cannot be written, or the bundle has stopped; what was recorded before goes on, but
     *     for what is recorded into the same file, which ends
     */
    TraceStatus start(TraceSpec spec);

    /** Ends it; the file, if there is one, is complete when this returns, or after 5 s at most. */
    TraceStatus stop();

    /**
     * Ends it, and moves the files of this and of earlier starts with the same name into a zip in this folder, whose name has
     * the time in it.
     *
     * @param folder is made when it is not there
     * @throws TraceException when there is no file, or the zip cannot be written; tracing has ended all the same, and the
     *     files stay
     */
    Path stop(Path folder);

    /** How it is. */
    TraceStatus status();

    /**
     * The latest records that are in memory, oldest first.
     *
     * @param limit how many at most, at least 1
     */
    List<TraceRecord> records(int limit);

    /**
     * What is in memory of the work around one id.
     *
     * @param id of a call, message or event, a trace id or a correlation id
     * @return empty when nothing of it is in memory
     */
    Optional<Journey> journey(String id);

    /**
     * Gives every record from now on to this listener, on a thread of its own, in order. At most 1,000 wait for it; more are
     * lost to it, which {@link Tail#lost} counts. Ends when it is closed, and when the bundle that asked for it stops.
     *
     * @param listener what it throws is logged
     * @throws TraceException when 16 tails are open, or the bundle has stopped
     */
    Tail tail(Consumer<TraceRecord> listener);

    /** A listener that follows the records. */
    @ProviderType
    interface Tail extends Registration {
        /** How many records came too fast for it. */
        long lost();
    }
}
