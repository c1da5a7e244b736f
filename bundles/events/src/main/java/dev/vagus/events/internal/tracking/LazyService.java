package dev.vagus.events.internal.tracking;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/**
 * A service whose object is fetched when it is needed first, under this bundle's own privileges, and kept until it is
 * released; so a delayed component stays delayed until its first event. Thread-safe; no lock is held while the framework
 * makes or takes back the object, so two threads may fetch it at once, and the second gives its use back.
 */
final class LazyService<S> {
    private final BundleContext context;
    private final ServiceReference<S> reference;
    private final AtomicReference<State<S>> state = new AtomicReference<>(new State<>(null, false));

    private record State<S>(@Nullable S object, boolean released) {}

    LazyService(BundleContext context, ServiceReference<S> reference) {
        this.context = context;
        this.reference = reference;
    }

    /**
     * The object.
     *
     * @throws IllegalStateException when the service is gone, or its bundle or component gives none
     */
    S get() {
        State<S> current = now();
        if (current.object != null) {
            return current.object;
        }
        if (current.released) {
            throw gone();
        }
        S fetched = Security.privileged(() -> context.getService(reference));
        if (fetched == null) {
            throw new IllegalStateException(
                    "Service " + reference
                            + " gives no object: it is gone, or its component could not be activated; see the log of that module");
        }
        if (state.compareAndSet(current, new State<>(fetched, false))) {
            return fetched;
        }
        giveBack();
        S other = now().object;
        if (other == null) {
            throw gone();
        }
        return other;
    }

    /** Gives the object back if it was fetched. It can be fetched again. */
    void giveUp() {
        leave(new State<>(null, false));
    }

    /** Gives the object back if it was fetched. Afterwards there is none any more. */
    void release() {
        leave(new State<>(null, true));
    }

    private void leave(State<S> next) {
        State<S> former = state.getAndSet(next);
        if (former.object != null) {
            giveBack();
        }
    }

    private State<S> now() {
        return Objects.requireNonNull(state.get());
    }

    private void giveBack() {
        Security.privileged(() -> context.ungetService(reference));
    }

    private IllegalStateException gone() {
        return new IllegalStateException("Service " + reference + " has been withdrawn");
    }
}
