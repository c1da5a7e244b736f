package dev.vagus.delivery;

import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.function.Supplier;

/** Makes the threads of a bundle so that they keep nothing of whoever happens to be on the stack. */
public final class OwnThreads {
    private OwnThreads() {}

    /**
     * A daemon thread, not started, that inherits no thread-locals and has the context class loader of this bundle.
     */
    public static Thread make(String name, Runnable work) {
        return privileged(() -> {
            Thread thread = new Thread(null, work, name, 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(OwnThreads.class.getClassLoader());
            return thread;
        });
    }

    /** Makes a thread with no protection domain, and so no class loader, of a caller in its inherited access context. */
    @SuppressWarnings("removal")
    static <T extends Thread> T privileged(Supplier<T> maker) {
        return AccessController.doPrivileged((PrivilegedAction<T>) maker::get);
    }
}
