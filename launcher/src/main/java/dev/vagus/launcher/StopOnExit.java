package dev.vagus.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Stops the instance and gives its folder free when the process is told to end, by SIGTERM or Ctrl-C: the process does not
 * wait for the main thread then.
 */
final class StopOnExit {
    private final Thread hook;

    private StopOnExit(Thread hook) {
        this.hook = hook;
    }

    static StopOnExit install(Instance instance, InstanceLock lock) {
        Thread hook = new Thread(() -> stop(instance, lock), "vagus-stop");
        Runtime.getRuntime().addShutdownHook(hook);
        return new StopOnExit(hook);
    }

    /** The instance has stopped by itself. Harmless while the process is already ending. */
    void remove() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            hook.setName("vagus-stop (under way)"); // the process is ending, and the hook with it
        }
    }

    private static void stop(Instance instance, InstanceLock lock) {
        try {
            instance.stop();
            lock.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot give the data folder free", e);
        }
    }
}
