package dev.vagus.launcher.it;

import dev.vagus.events.EventPublisher;
import dev.vagus.events.EventReceipt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Publishes the ticks from the number of the header Test-From to that of Test-To, and records when a store has them. */
public final class TickingActivator implements BundleActivator {
    @Override
    public void start(BundleContext context) throws Exception {
        EventPublisher events = context.getService(context.getServiceReference(EventPublisher.class));
        int to = number(context, "Test-To");
        EventReceipt receipt = null;
        for (int i = number(context, "Test-From"); i <= to; i++) {
            receipt = events.publish("Tick", Map.of("Number", i));
        }
        if (receipt != null) {
            receipt.persisted().toCompletableFuture().get(30, TimeUnit.SECONDS);
        }
        record(context, "ticked " + to);
    }

    private static int number(BundleContext context, String header) {
        return Integer.parseInt(context.getBundle().getHeaders("").get(header));
    }

    private static void record(BundleContext context, String what) throws IOException {
        Files.writeString(
                Path.of(context.getBundle().getHeaders("").get("Test-Record")),
                what + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    @Override
    public void stop(BundleContext context) {
        // It has nothing that stays.
    }
}
