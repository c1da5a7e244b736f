package dev.vagus.registry.internal.engine;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * That nobody waits for an asynchronous call any more. The calls that its handler makes share it, those that are
 * asynchronous have one of their own inside of it; so a cancellation travels inwards and never outwards. It holds nothing
 * of a module but while a handler runs. Thread-safe.
 */
final class Cancellation {
    private final @Nullable Cancellation around;
    private final Runnable link = this::cancel;
    private volatile boolean cancelled;

    /** Guarded by this. */
    private @Nullable Set<Runnable> listeners;

    private Cancellation(@Nullable Cancellation around) {
        this.around = around;
    }

    /** One inside of another, or of none; {@link #end} leaves that. */
    static Cancellation within(@Nullable Cancellation around) {
        Cancellation made = new Cancellation(around);
        if (around != null) {
            around.tell(made.link);
        }
        return made;
    }

    boolean isCancelled() {
        return cancelled;
    }

    void cancel() {
        List<Runnable> told;
        synchronized (this) {
            if (cancelled) {
                return;
            }
            cancelled = true;
            told = listeners == null ? List.of() : List.copyOf(listeners);
            listeners = null;
        }
        told.forEach(Runnable::run);
    }

    /** Runs this when it is cancelled, or at once if it was; it must not block. */
    void tell(Runnable listener) {
        synchronized (this) {
            if (!cancelled) {
                Set<Runnable> all = listeners == null ? new LinkedHashSet<>() : listeners;
                all.add(listener);
                listeners = all;
                return;
            }
        }
        listener.run();
    }

    synchronized void forget(Runnable listener) {
        if (listeners != null) {
            listeners.remove(listener);
        }
    }

    /** The call is over. */
    void end() {
        if (around != null) {
            around.forget(link);
        }
    }
}
