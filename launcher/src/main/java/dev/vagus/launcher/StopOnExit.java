package dev.vagus.launcher;

/** Stops the instance when the process is told to end, by SIGTERM or Ctrl-C. */
final class StopOnExit {
    private final Thread hook;

    private StopOnExit(Thread hook) {
        this.hook = hook;
    }

    static StopOnExit install(Instance instance) {
        Thread hook = new Thread(() -> stop(instance), "vagus-stop");
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

    private static void stop(Instance instance) {
        try {
            instance.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
