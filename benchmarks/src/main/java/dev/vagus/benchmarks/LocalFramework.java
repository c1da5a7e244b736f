package dev.vagus.benchmarks;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;

/**
 * A real framework, Felix, within this process. The classes of its services are those of this process, also where a bundle
 * imports them.
 */
public final class LocalFramework implements AutoCloseable {
    private static final long STOP_MILLIS = 10_000;

    private final Path storage;
    private final Framework framework;

    /** Starts one. */
    public LocalFramework() {
        this(Map.of());
    }

    /** Starts one with these properties besides. */
    public LocalFramework(Map<String, String> properties) {
        try {
            storage = Files.createTempDirectory("benchmark-felix");
            Map<String, String> all = new HashMap<>(properties);
            all.put(Constants.FRAMEWORK_STORAGE, storage.toString());
            all.put(Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
            framework = new FrameworkFactory().newFramework(all);
            framework.start();
        } catch (IOException | BundleException e) {
            throw new IllegalStateException("the framework does not start", e);
        }
    }

    /** What the framework's own bundle sees. */
    public BundleContext context() {
        return framework.getBundleContext();
    }

    /** Installs a bundle and starts it. */
    public Bundle start(String name, InputStream jar) {
        try {
            Bundle bundle = context().installBundle("benchmark:" + name, jar);
            bundle.start();
            return bundle;
        } catch (BundleException e) {
            throw new IllegalStateException("the bundle " + name + " does not start", e);
        }
    }

    /** Starts a bundle of this name without code of its own. */
    public Bundle start(String name) {
        Manifest manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
        headers.putValue(Constants.BUNDLE_SYMBOLICNAME, name);
        ByteArrayOutputStream jar = new ByteArrayOutputStream();
        try {
            new JarOutputStream(jar, manifest).close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return start(name, new ByteArrayInputStream(jar.toByteArray()));
    }

    /** Calls what the component runtime would call at a component's end. */
    public static void deactivate(Object component) {
        try {
            Method stop = component.getClass().getDeclaredMethod("stop");
            stop.setAccessible(true);
            stop.invoke(component);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(component + " does not stop", e);
        }
    }

    /** Registers a service with these properties. */
    public void register(Class<?> type, Object service, Map<String, ?> properties) {
        Dictionary<String, Object> all = new Hashtable<>(properties);
        context().registerService(type.getName(), service, all);
    }

    /** The service of this type, as the framework's own bundle sees it. */
    public <T> T service(Class<T> type) {
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
