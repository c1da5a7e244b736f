package dev.vagus.benchmarks.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;

/** A real framework, Felix, within this process. All services are of its own bundle, so that classes are shared. */
final class LocalFramework implements AutoCloseable {
    private static final long STOP_MILLIS = 10_000;

    private final Path storage;
    private final Framework framework;

    LocalFramework() {
        try {
            storage = Files.createTempDirectory("benchmark-felix");
            framework = new FrameworkFactory()
                    .newFramework(Map.of(
                            Constants.FRAMEWORK_STORAGE,
                            storage.toString(),
                            Constants.FRAMEWORK_STORAGE_CLEAN,
                            Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT));
            framework.start();
        } catch (IOException | BundleException e) {
            throw new IllegalStateException("the framework does not start", e);
        }
    }

    BundleContext context() {
        return framework.getBundleContext();
    }

    /** Registers a service with these properties. */
    void register(Class<?> type, Object service, Map<String, ?> properties) {
        Dictionary<String, Object> all = new Hashtable<>(properties);
        context().registerService(type.getName(), service, all);
    }

    /** The service of this type, as the framework's own bundle sees it. */
    <T> T service(Class<T> type) {
        ServiceReference<T> reference = context().getServiceReference(type);
        if (reference == null) {
            throw new IllegalStateException("nobody has registered " + type.getName());
        }
        return context().getService(reference);
    }

    @Override
    public void close() {
        try {
            framework.stop();
            framework.waitForStop(STOP_MILLIS);
            delete();
        } catch (BundleException | IOException e) {
            throw new IllegalStateException("the framework does not stop", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void delete() throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(storage)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : all) {
            Files.delete(each);
        }
    }
}
