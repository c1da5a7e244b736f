package dev.vagus.security.internal.component;

import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.function.Supplier;

/** What this bundle does on behalf of others needs its own permissions only: its files, its services. */
@SuppressWarnings("removal") // the specification of the framework still names the security manager
final class Privileged {
    private Privileged() {}

    /** Does this with the privileges of this bundle alone, whoever is on the stack. */
    static <T> T get(Supplier<T> action) {
        return System.getSecurityManager() == null
                ? action.get()
                : AccessController.doPrivileged((PrivilegedAction<T>) action::get);
    }

    /** The same, without a result. */
    static void run(Runnable action) {
        get(() -> {
            action.run();
            return true;
        });
    }
}
