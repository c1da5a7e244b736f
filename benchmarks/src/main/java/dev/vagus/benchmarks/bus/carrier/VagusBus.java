package dev.vagus.benchmarks.bus.carrier;

import dev.vagus.bus.internal.engine.BusEngine;
import dev.vagus.bus.internal.engine.BusSettings;
import dev.vagus.bus.internal.engine.Clocks;
import dev.vagus.bus.internal.engine.Surroundings;
import dev.vagus.delivery.Dispatcher;
import dev.vagus.delivery.structure.Structures;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The bus of Vagus as its bundle puts it together, with its default settings and nothing left out. */
public final class VagusBus implements AutoCloseable {
    private static final int MOST_THREADS = 256;

    private final Dispatcher dispatcher =
            new Dispatcher("vagus-bus", Math.max(2, Runtime.getRuntime().availableProcessors()), MOST_THREADS);
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, SubscriberThread::daemon);
    private final BusEngine engine = new BusEngine(
            BusSettings.DEFAULTS, new Surroundings(dispatcher, this::after, Clocks.SYSTEM, new Structures()));

    private Runnable after(Duration delay, Runnable task) {
        Future<?> future = timer.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> future.cancel(false);
    }

    /** What the facade of each bundle calls. */
    public BusEngine engine() {
        return engine;
    }

    @Override
    public void close() {
        engine.close();
        dispatcher.stop(Duration.ZERO);
        timer.shutdownNow();
    }
}
