package dev.vagus.events.internal.tracking;

import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.osgi.framework.Bundle;
import org.osgi.service.event.Event;
import org.osgi.service.event.TopicPermission;

/** Everything that exists only where a security manager does. Without one, no method here costs or forbids anything. */
@SuppressWarnings("removal") // the specification of Event Admin still names the security manager
public final class Security {
    private Security() {}

    /** Whether there is no security manager. */
    public static boolean isOff() {
        return System.getSecurityManager() == null;
    }

    /**
     * Checks that everybody on the stack may raise events of this topic.
     *
     * @throws SecurityException when somebody may not
     */
    public static void checkPublish(String topic) {
        SecurityManager manager = System.getSecurityManager();
        if (manager != null) {
            manager.checkPermission(new TopicPermission(topic, TopicPermission.PUBLISH));
        }
    }

    /** Lets an event pass only when this bundle may hear its topic. */
    static Predicate<Event> maySubscribe(Bundle bundle) {
        return event -> System.getSecurityManager() == null
                || bundle.hasPermission(new TopicPermission(event.getTopic(), TopicPermission.SUBSCRIBE));
    }

    /** Does this with the privileges of this bundle alone, whoever is on the stack. */
    public static void privileged(Runnable action) {
        privileged(() -> {
            action.run();
            return true;
        });
    }

    /** Does this with the privileges of this bundle alone, whoever is on the stack. */
    public static <T> T privileged(Supplier<T> action) {
        return System.getSecurityManager() == null
                ? action.get()
                : AccessController.doPrivileged((PrivilegedAction<T>) action::get);
    }
}
