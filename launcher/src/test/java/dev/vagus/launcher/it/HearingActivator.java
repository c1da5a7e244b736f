package dev.vagus.launcher.it;

import dev.vagus.events.ModuleEventHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Hashtable;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Hears ticks from the first one on, under the name of the header Test-Position, and records their numbers. */
public final class HearingActivator implements BundleActivator {
    @Override
    public void start(BundleContext context) {
        String module = context.getBundle().getSymbolicName();
        Path record = Path.of(context.getBundle().getHeaders("").get("Test-Record"));
        ModuleEventHandler handler = event -> Files.writeString(
                record,
                module + " " + event.data().get("Number") + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put("vagus.event.subscriber", "Tick");
        properties.put("vagus.replay.since", "2020-01-01T00:00:00Z");
        String position = context.getBundle().getHeaders("").get("Test-Position");
        if (position != null) {
            properties.put("vagus.replay.position", position);
        }
        context.registerService(ModuleEventHandler.class, handler, properties);
    }

    @Override
    public void stop(BundleContext context) {
        // What it registered goes with it.
    }
}
