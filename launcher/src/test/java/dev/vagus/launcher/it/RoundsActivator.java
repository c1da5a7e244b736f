package dev.vagus.launcher.it;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;

/**
 * The activator of a module that installs, starts, stops and uninstalls the jar that the header Test-Jar names, 20 times
 * to warm up and 200 times to count. Then it writes to the file that the header Test-Record names what is left after a
 * collection: {@code bundles=N growth=BYTES}.
 */
public final class RoundsActivator implements BundleActivator {
    static final int ROUNDS = 200;

    private static final int WARM_UP = 20;

    @Override
    public void start(BundleContext context) throws BundleException, IOException {
        String jar = context.getBundle().getHeaders("").get("Test-Jar");
        Path record = Path.of(context.getBundle().getHeaders("").get("Test-Record"));
        repeat(context, jar, WARM_UP);
        long before = heapAfterCollection();
        List<WeakReference<Bundle>> bundles = repeat(context, jar, ROUNDS);
        long growth = heapAfterCollection() - before;
        long left = bundles.stream().filter(bundle -> bundle.get() != null).count();
        Files.writeString(record, "bundles=" + left + " growth=" + growth + "\n");
    }

    private static List<WeakReference<Bundle>> repeat(BundleContext context, String jar, int rounds)
            throws BundleException {
        List<WeakReference<Bundle>> bundles = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            Bundle bundle = context.installBundle(jar);
            bundle.start();
            bundle.stop();
            bundle.uninstall();
            bundles.add(new WeakReference<>(bundle));
        }
        return bundles;
    }

    private static long heapAfterCollection() {
        for (int i = 0; i < 5; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    @Override
    public void stop(BundleContext context) {
        // nothing is held
    }
}
