package dev.vagus.launcher.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Hashtable;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/**
 * The activator that {@link TestModule} puts into its jars. It appends what happens to the file that the header
 * Test-Record names, fails when the header Test-Fail says so, and registers a service that a component can wait for.
 */
public final class RecordingActivator implements BundleActivator {
    @Override
    public void start(BundleContext context) throws IOException {
        String failure = context.getBundle().getHeaders("").get("Test-Fail");
        if (failure != null) {
            throw new IllegalStateException(failure);
        }
        record(context, "start");
        if (context.getBundle().getHeaders("").get("Test-Service") != null) {
            context.registerService(Runnable.class, () -> {}, new Hashtable<>());
        }
    }

    @Override
    public void stop(BundleContext context) throws IOException {
        record(context, "stop");
    }

    private static void record(BundleContext context, String what) throws IOException {
        String file = context.getBundle().getHeaders("").get("Test-Record");
        String line = what + " " + context.getBundle().getSymbolicName() + " "
                + context.getBundle().getVersion() + "\n";
        Files.writeString(Path.of(file), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
