package dev.vagus.launcher.it;

import dev.vagus.module.VagusException;
import dev.vagus.registry.ApiRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/**
 * The activator of a module that calls {@code LabRunner.ExecuteStep} in a loop as long as it is started. Whenever a call
 * ends otherwise than the one before, it appends how to the file that the header Test-Record names: the status of the
 * result, or the category of the error and its message; with the number of calls that ended as before in front.
 */
public final class CallingActivator implements BundleActivator {
    private volatile boolean stopped;
    private Thread caller;

    @Override
    public void start(BundleContext context) {
        ServiceReference<ApiRegistry> reference = context.getServiceReference(ApiRegistry.class);
        ApiRegistry registry = context.getService(reference);
        Path record = Path.of(context.getBundle().getHeaders("").get("Test-Record"));
        caller = new Thread(() -> callOn(registry, record), "test-caller");
        caller.start();
    }

    private void callOn(ApiRegistry registry, Path record) {
        String last = "";
        long repeated = 0;
        while (!stopped) {
            String end = endOf(registry);
            repeated++;
            if (!end.equals(last)) {
                append(record, repeated + " " + end);
                last = end;
                repeated = 0;
            }
        }
        append(record, repeated + " stopped");
    }

    private static String endOf(ApiRegistry registry) {
        try {
            Map<?, ?> result = (Map<?, ?>) registry.invoke("LabRunner.ExecuteStep", Map.of("StepName", "DeployVM"));
            return String.valueOf(result.get("status"));
        } catch (VagusException e) {
            return e.category().label() + ": " + e.getMessage();
        } catch (RuntimeException | LinkageError e) {
            return "unexpected " + e;
        }
    }

    private static void append(Path record, String line) {
        try {
            Files.writeString(record, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public void stop(BundleContext context) throws InterruptedException {
        stopped = true;
        caller.join(5_000);
    }
}
