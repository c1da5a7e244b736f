package dev.vagus.itests;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;

/**
 * Sends and posts events to the EventAdmin of one bundle, over and over, whenever that is there, and knows which of them
 * must arrive: those after which the bundle was still active. A thread of its own until it is closed.
 */
final class RaisingLoop implements AutoCloseable {
    /** The property that tells one event from all others; it ends with the topic. */
    static final String KEY = "key";

    private static final long PAUSE_NANOS = 500_000;

    private final BundleContext context;
    private final String provider;
    private final String[] topics;
    private final Set<String> owed = ConcurrentHashMap.newKeySet();
    private final Thread thread = new Thread(this::run, "raising-loop");
    private volatile boolean sendsOnly;
    private volatile boolean closed;
    private volatile int turns;
    private volatile Throwable failure;

    private RaisingLoop(BundleContext context, String provider, String... topics) {
        this.context = context;
        this.provider = provider;
        this.topics = topics;
    }

    /** Raises events of these topics by turns. */
    static RaisingLoop at(BundleContext context, String provider, String... topics) {
        RaisingLoop loop = new RaisingLoop(context, provider, topics);
        loop.thread.setDaemon(true);
        loop.thread.start();
        return loop;
    }

    /** The keys of the events that must arrive; grows all the while. */
    Set<String> owed() {
        return owed;
    }

    /** Waits until so many more events have been raised for sure. */
    void awaitMore(int events) {
        int before = owed.size();
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            if (failure != null) {
                throw new AssertionError("the loop has ended", failure);
            }
            return owed.size() >= before + events;
        });
    }

    /** Once this returns, it sends and posts no more. */
    void sendsOnly() {
        sendsOnly = true;
        int before = turns;
        await().until(() -> turns >= before + 2);
    }

    private void run() {
        try {
            while (!closed) {
                ServiceReference<EventAdmin> reference = find();
                if (reference != null) {
                    raise(reference);
                }
                turns = turns + 1;
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        } catch (InvalidSyntaxException | RuntimeException e) {
            failure = e;
        }
    }

    private ServiceReference<EventAdmin> find() throws InvalidSyntaxException {
        for (ServiceReference<EventAdmin> reference : context.getServiceReferences(EventAdmin.class, null)) {
            if (reference.getBundle() != null
                    && provider.equals(reference.getBundle().getSymbolicName())) {
                return reference;
            }
        }
        return null;
    }

    private void raise(ServiceReference<EventAdmin> reference) {
        EventAdmin admin = context.getService(reference);
        if (admin == null) {
            return;
        }
        int turn = turns;
        String topic = topics[turn / 2 % topics.length];
        String key = provider + '#' + turn + ' ' + topic;
        Event event = new Event(topic, Map.of(KEY, key));
        boolean done = sendsOnly || turn % 2 == 0 ? raised(admin::sendEvent, event) : raised(admin::postEvent, event);
        if (done && isStillThere(reference)) {
            owed.add(key);
        }
        context.ungetService(reference);
    }

    /** Whether its provider had not begun to stop when the event had been raised. */
    private static boolean isStillThere(ServiceReference<EventAdmin> reference) {
        Bundle bundle = reference.getBundle();
        return bundle != null && bundle.getState() == Bundle.ACTIVE;
    }

    /** Whether it was taken: a provider that has just stopped may say that it has. */
    private static boolean raised(Consumer<Event> way, Event event) {
        try {
            way.accept(event);
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    @Override
    public void close() {
        closed = true;
        await().until(() -> !thread.isAlive());
        if (failure != null) {
            throw new AssertionError("the loop has ended", failure);
        }
    }
}
