package dev.vagus.launcher.it;

import dev.vagus.bus.MessageBus;
import dev.vagus.bus.SubscriptionSpec;
import dev.vagus.events.EventPublisher;
import dev.vagus.events.EventSubscription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/**
 * The activator of a module that takes its time for each message and each event, and is given many at once. It appends
 * each one that it has dealt with to the file that the header Test-Record names, and then the word {@code queued} when
 * all of them wait.
 */
public final class BusyActivator implements BundleActivator {
    static final int MESSAGES = 100;
    static final long MILLIS_EACH = 5;

    @Override
    public void start(BundleContext context) throws IOException {
        MessageBus bus = context.getService(context.getServiceReference(MessageBus.class));
        EventPublisher events = context.getService(context.getServiceReference(EventPublisher.class));
        Path record = Path.of(context.getBundle().getHeaders("").get("Test-Record"));
        bus.subscribe(
                SubscriptionSpec.on("Work"),
                message -> deal(record, "message " + message.data().get("n")));
        events.subscribe(
                EventSubscription.to("Work"),
                event -> deal(record, "event " + event.data().get("n")));
        for (int i = 0; i < MESSAGES; i++) {
            bus.send("Work", "Work", Map.of("n", i));
            events.publish("Work", Map.of("n", i));
        }
        append(record, "queued");
    }

    private static void deal(Path record, String what) throws IOException {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(MILLIS_EACH));
        append(record, what);
    }

    private static synchronized void append(Path record, String line) throws IOException {
        Files.writeString(record, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Override
    public void stop(BundleContext context) throws IOException {
        Path record = Path.of(context.getBundle().getHeaders("").get("Test-Record"));
        append(record, "stop");
    }
}
