package dev.vagus.registry.internal.engine;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Runs a test's work beside it, each on a thread of its own: the common pool may have a single one. */
public final class OwnThread {
    private OwnThread() {}

    /** The work's result. */
    public static <T> CompletableFuture<T> supply(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, OwnThread::start);
    }

    /** The work's end. */
    public static CompletableFuture<Void> run(Runnable work) {
        return CompletableFuture.runAsync(work, OwnThread::start);
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "test-own");
        thread.setDaemon(true);
        thread.start();
    }
}
