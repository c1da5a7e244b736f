package dev.vagus.registry.internal.component;

import dev.vagus.registry.internal.component.module.LabActivator;
import dev.vagus.registry.internal.engine.Settings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;

/** A real framework in this process, with the registry's component in it and bundles made on the fly. */
final class Felix implements AutoCloseable {
    private static final Class<?>[] MODULE_CLASSES = {
        LabActivator.class,
        LabActivator.StepResult.class,
        LabActivator.Phase.class,
        LabActivator.LabBrokenException.class
    };

    private static final Settings SETTINGS = new Settings(30_000, 64, 2_000, 4, 100, false);

    private final Framework framework;
    private final RegistryComponent registry;
    private boolean stopped;

    Felix(Path cache) throws BundleException {
        framework = new FrameworkFactory()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE,
                        cache.toString(),
                        Constants.FRAMEWORK_STORAGE_CLEAN,
                        Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT,
                        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                        "dev.vagus.registry;version=1.0.0,dev.vagus.module;version=1.0.0,dev.vagus.spi;version=1.0.0",
                        "felix.log.level",
                        "0"));
        framework.start();
        registry = new RegistryComponent(context(), SETTINGS);
    }

    /** What the registry starts with. */
    Settings settings() {
        return SETTINGS;
    }

    void configure(Settings settings) {
        registry.configure(settings);
    }

    int waitingCalls() {
        return registry.waitingCalls();
    }

    BundleContext context() {
        return framework.getBundleContext();
    }

    /** Installs a bundle without classes and starts it. */
    Bundle plain(String symbolicName) throws Exception {
        Bundle bundle = context().installBundle("test:" + symbolicName, jar(symbolicName, "1.0.0", false));
        bundle.start();
        return bundle;
    }

    /** Installs the lab and starts it. */
    Bundle lab(String location, String symbolicName) throws Exception {
        Bundle bundle = context().installBundle(location, jar(symbolicName, "1.0.0", true));
        bundle.start();
        return bundle;
    }

    /** A header that makes the lab fail in its activator. */
    static final String FAILS_TO_START = "Lab-Fails-To-Start";

    static InputStream jar(String symbolicName, String version, boolean lab, String... marks) throws IOException {
        Manifest manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
        headers.putValue(Constants.BUNDLE_SYMBOLICNAME, symbolicName);
        headers.putValue(Constants.BUNDLE_VERSION, version);
        if (lab) {
            headers.putValue(Constants.BUNDLE_ACTIVATOR, LabActivator.class.getName());
            headers.putValue(Constants.IMPORT_PACKAGE, "org.osgi.framework,dev.vagus.registry");
        }
        for (String mark : marks) {
            headers.putValue(mark, "true");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
            if (lab) {
                for (Class<?> type : MODULE_CLASSES) {
                    add(jar, type.getName());
                }
                add(jar, LabActivator.class.getName() + "$Lab");
            }
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    private static void add(JarOutputStream jar, String className) throws IOException {
        String path = className.replace('.', '/') + ".class";
        jar.putNextEntry(new JarEntry(path));
        try (InputStream in = LabActivator.class.getClassLoader().getResourceAsStream(path)) {
            in.transferTo(jar);
        }
        jar.closeEntry();
    }

    /** Stops the registry, and not the framework. */
    void stopRegistry() {
        if (!stopped) {
            stopped = true;
            registry.stop();
        }
    }

    @Override
    public void close() throws Exception {
        stopRegistry();
        framework.stop();
        framework.waitForStop(10_000);
    }
}
