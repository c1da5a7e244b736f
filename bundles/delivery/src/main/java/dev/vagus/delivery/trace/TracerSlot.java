package dev.vagus.delivery.trace;

import dev.vagus.spi.FlowTracer;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Where an engine looks for the tracer: one read of a field, and a branch where there is none. Thread-safe. */
public final class TracerSlot {
    private final CopyOnWriteArrayList<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile @Nullable CarefulTracer tracer;

    /**
     * Whether there is a tracer. For paths that everything takes: while the tracer's class was never loaded, which is as
     * long as nobody traces, the compiler makes a call of its own of what returns one.
     */
    public boolean isOn() {
        return tracer != null;
    }

    /** The tracer that is there now; null for none. */
    public @Nullable CarefulTracer now() {
        return tracer;
    }

    /** Goes by this tracer from now on; null for none. */
    public void set(@Nullable FlowTracer service) {
        tracer = service == null ? null : new CarefulTracer(service);
        listeners.forEach(Runnable::run);
    }

    /** Runs this after each change, on the thread that makes it. */
    public void listen(Runnable listener) {
        listeners.add(listener);
    }
}
