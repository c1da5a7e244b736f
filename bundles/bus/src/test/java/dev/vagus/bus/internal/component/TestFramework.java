package dev.vagus.bus.internal.component;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;

/** A Felix with the component runtime and the bus as it was built; it shares the API with the test. */
final class TestFramework implements AutoCloseable {
    private static final String SHARED =
            "dev.vagus.bus;version=1.0.0,dev.vagus.module;version=1.0.0,dev.vagus.spi;version=1.0.0,dev.vagus.security;version=1.0.0,"
                    + "org.osgi.service.cm;version=1.6.1,org.slf4j;version=2.0.6,tools.jackson.core;version=3.2.4,tools.jackson.core.json;version=3.2.4,tools.jackson.databind;version=3.2.4,"
                    + "tools.jackson.databind.cfg;version=3.2.4,tools.jackson.databind.json;version=3.2.4";

    private static final String COMPONENT = """
            <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.4.0" name="echo" init="1">
              <implementation class="dev.vagus.bus.echo.Echo"/>
              <service><provide interface="dev.vagus.bus.MessageHandler"/></service>
              <reference name="bus" interface="dev.vagus.bus.MessageBus" parameter="0"/>
              <property name="vagus.message.channel" value="In"/>
              <property name="vagus.message.name" value="echo"/>
            </scr:component>
            """;

    private static final String STAMP = """
            <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.4.0" name="stamp">
              <implementation class="dev.vagus.bus.stamp.Stamp"/>
              <service><provide interface="dev.vagus.bus.MessageInterceptor"/></service>
              <property name="vagus.interceptor.order" type="Integer" value="10"/>
              <property name="vagus.interceptor.channel">
                Plain
                Stamp*
              </property>
            </scr:component>
            """;

    private final Framework framework;
    final Bundle bus;

    TestFramework(Path storage) throws BundleException {
        Map<String, String> config = new HashMap<>();
        config.put(Constants.FRAMEWORK_STORAGE, storage.toString());
        config.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, SHARED);
        framework = new FrameworkFactory().newFramework(config);
        framework.start();
        for (String name : List.of(
                "org.osgi.util.function",
                "org.osgi.util.promise",
                "org.osgi.service.component-",
                "org.apache.felix.configadmin",
                "org.apache.felix.scr")) {
            context().installBundle(jar(name).toURI().toString()).start();
        }
        bus = context()
                .installBundle(new File(System.getProperty("bus.jar")).toURI().toString());
        bus.start();
    }

    BundleContext context() {
        return framework.getBundleContext();
    }

    private static File jar(String name) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(File::new)
                .filter(file -> file.getName().startsWith(name))
                .findFirst()
                .orElseThrow();
    }

    Bundle installEcho(String version) throws BundleException, IOException {
        return context().installBundle("echo", echo(version));
    }

    Bundle installStamp() throws BundleException, IOException {
        return context()
                .installBundle(
                        "stamp", module("Stamp", "1.0.0", "stamp.xml", STAMP, "dev/vagus/bus/stamp/Stamp.class"));
    }

    /** A module with one component, as a jar. */
    static InputStream echo(String version) throws IOException {
        return module(
                "Echo",
                version,
                "echo.xml",
                COMPONENT,
                "dev/vagus/bus/echo/Echo.class",
                "dev/vagus/bus/echo/Echo$Call.class");
    }

    private static InputStream module(String name, String version, String file, String component, String... classes)
            throws IOException {
        Manifest manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.putValue("Manifest-Version", "1.0");
        headers.putValue("Bundle-ManifestVersion", "2");
        headers.putValue("Bundle-SymbolicName", "test." + name.toLowerCase(Locale.ROOT));
        headers.putValue("Bundle-Version", version);
        headers.putValue("Vagus-Module", name);
        headers.putValue("Import-Package", "dev.vagus.bus,dev.vagus.module,org.osgi.framework");
        headers.putValue("Service-Component", "OSGI-INF/" + file);
        headers.putValue(
                "Require-Capability",
                "osgi.extender;filter:=\"(&(osgi.extender=osgi.component)(version>=1.4)(!(version>=2)))\"");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
            add(jar, "OSGI-INF/" + file, component.getBytes(StandardCharsets.UTF_8));
            for (String path : classes) {
                try (InputStream in = TestFramework.class.getClassLoader().getResourceAsStream(path)) {
                    add(jar, path, in.readAllBytes());
                }
            }
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    private static void add(JarOutputStream jar, String name, byte[] content) throws IOException {
        jar.putNextEntry(new ZipEntry(name));
        jar.write(content);
        jar.closeEntry();
    }

    @Override
    public void close() throws BundleException, InterruptedException {
        framework.stop();
        framework.waitForStop(10_000);
    }
}
