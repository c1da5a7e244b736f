package dev.vagus.events.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.launch.Framework;

/**
 * A Felix framework in this JVM with SCR and the events bundle as it was packaged. What the bundle imports comes from the
 * class path of the test, so that tests and bundle share those classes.
 */
final class TestFramework implements AutoCloseable {
    private static final Pattern IMPORT = Pattern.compile("([a-z][\\w.]*)((?:;[^,\";]*(?:\"[^\"]*\")?)*)(?:,|$)");
    private static final Pattern FLOOR = Pattern.compile("version=\"\\[([0-9.]+),");

    private final Framework framework;
    private final Bundle events;

    TestFramework(Path storage) throws Exception {
        this(storage, Map.of());
    }

    /** With more framework properties, and bundles of the class path that are installed before everything else. */
    TestFramework(Path storage, Map<String, String> more, Class<?>... first) throws Exception {
        Path jar = Path.of(System.getProperty("events.jar"));
        Map<String, String> properties = new HashMap<>(Map.of(
                Constants.FRAMEWORK_STORAGE,
                storage.toString(),
                Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                importsOf(jar),
                "felix.log.level",
                "0",
                "org.apache.felix.eventadmin.LogLevel",
                "1"));
        properties.putAll(more);
        framework = new FrameworkFactory().newFramework(properties);
        framework.start();
        for (Class<?> each : first) {
            installClassPathBundle(each);
        }
        installClassPathBundle(org.osgi.util.function.Function.class);
        installClassPathBundle(org.osgi.util.promise.Promise.class);
        installClassPathBundle(org.osgi.service.component.ComponentContext.class);
        installClassPathBundle(org.apache.felix.scr.info.ScrInfo.class).start();
        events = context().installBundle(jar.toUri().toString());
        events.start();
        await().until(() -> context().getServiceReference(dev.vagus.events.EventPublisher.class) != null);
    }

    private static String importsOf(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            Matcher imports =
                    IMPORT.matcher(file.getManifest().getMainAttributes().getValue(Constants.IMPORT_PACKAGE));
            return imports.results()
                    .filter(each -> !each.group(1).startsWith("org.osgi.framework")
                            && !each.group(1).startsWith("org.osgi.util.tracker")
                            && !each.group(1).startsWith("javax."))
                    .map(each -> each.group(1) + ";version=" + floor(each.group(2)))
                    .collect(Collectors.joining(","));
        }
    }

    private static String floor(String directives) {
        Matcher floor = FLOOR.matcher(directives);
        return floor.find() ? floor.group(1) : "0";
    }

    BundleContext context() {
        return framework.getBundleContext();
    }

    Framework framework() {
        return framework;
    }

    /** The bundle under test. */
    Bundle events() {
        return events;
    }

    /** Installs the bundle that this class of the test's class path comes from. */
    Bundle installClassPathBundle(Class<?> type) throws BundleException {
        return context()
                .installBundle(
                        type.getProtectionDomain().getCodeSource().getLocation().toString());
    }

    /** Installs and starts a bundle without code of its own. */
    Bundle startModule(String symbolicName, String... headers) {
        try {
            Bundle bundle = context().installBundle("test:" + symbolicName, jar(symbolicName, headers));
            bundle.start();
            return bundle;
        } catch (BundleException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A jar with these headers, given as name, value, name, value, and these classes of the test. */
    static InputStream jar(String symbolicName, String[] headers, Class<?>... classes) {
        Map<String, InputStream> entries = new LinkedHashMap<>();
        for (Class<?> type : classes) {
            String name = type.getName().replace('.', '/') + ".class";
            entries.put(name, Objects.requireNonNull(type.getClassLoader().getResourceAsStream(name)));
        }
        return jar(symbolicName, headers, entries);
    }

    /** A jar with these headers, given as name, value, name, value, and these entries. */
    static InputStream jar(String symbolicName, String[] headers, Map<String, InputStream> entries) {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
        attributes.putValue(Constants.BUNDLE_SYMBOLICNAME, symbolicName);
        attributes.putValue(Constants.BUNDLE_VERSION, "1.2.3");
        for (int i = 0; i < headers.length; i += 2) {
            attributes.putValue(headers[i], headers[i + 1]);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream out = new JarOutputStream(bytes, manifest)) {
            for (Map.Entry<String, InputStream> entry : entries.entrySet()) {
                out.putNextEntry(new JarEntry(entry.getKey()));
                try (InputStream in = entry.getValue()) {
                    in.transferTo(out);
                }
                out.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    /** The service of this type as this bundle sees it. */
    static <S> S service(Bundle bundle, Class<S> type) {
        ServiceReference<S> reference = bundle.getBundleContext().getServiceReference(type);
        assertThat(reference).as("service " + type.getName()).isNotNull();
        S service = bundle.getBundleContext().getService(reference);
        assertThat(service).isNotNull();
        return service;
    }

    /** The service of this type that this provider registered, as the framework's own bundle sees it. */
    <S> S serviceOf(Bundle provider, Class<S> type) {
        for (ServiceReference<?> reference : provider.getRegisteredServices()) {
            if (java.util.List.of((String[]) reference.getProperty(Constants.OBJECTCLASS))
                    .contains(type.getName())) {
                return type.cast(context().getService(reference));
            }
        }
        throw new AssertionError(provider + " has no service " + type.getName());
    }

    static <S> ServiceRegistration<S> register(Bundle bundle, Class<S> type, S service, Object... properties) {
        return bundle.getBundleContext().registerService(type, service, properties(properties));
    }

    static Dictionary<String, Object> properties(Object... namesAndValues) {
        Map<String, Object> properties = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            properties.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return FrameworkUtil.asDictionary(properties);
    }

    @Override
    public void close() throws Exception {
        framework.stop();
        framework.waitForStop(20_000);
    }
}
