package dev.vagus.itests;

import dev.vagus.bus.MessageHandler;
import dev.vagus.bus.MessageSubscriber;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;

/** A module made in the test: a jar of some of the test's classes, which the module's bundle loads as its own. */
final class ModuleJar {
    private static final String IMPORTS =
            "dev.vagus.bus,dev.vagus.events,dev.vagus.module,dev.vagus.registry,dev.vagus.spi,org.osgi.framework,org.osgi.service.event";

    private final Attributes headers = new Attributes();
    private final Map<String, byte[]> entries = new TreeMap<>();

    private ModuleJar(String module) {
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        header("Bundle-ManifestVersion", "2");
        header("Bundle-SymbolicName", symbolicName(module));
        header("Bundle-Version", "1.0.0");
        header("Vagus-Module", module);
        header("Import-Package", IMPORTS);
        with(InModule.class);
    }

    /** A module of this name, with nothing in it yet. */
    static ModuleJar of(String module) {
        return new ModuleJar(module);
    }

    /** The symbolic name that a module of this name gets. */
    static String symbolicName(String module) {
        return "dev.vagus.itests.module." + module.toLowerCase(Locale.ROOT);
    }

    /** Sets a header of the manifest. */
    ModuleJar header(String name, String value) {
        headers.putValue(name, value);
        return this;
    }

    /** Adds classes, each with the classes nested in it. */
    ModuleJar with(Class<?>... classes) {
        for (Class<?> type : classes) {
            String path = type.getName().replace('.', '/') + ".class";
            try (InputStream in = type.getClassLoader().getResourceAsStream(path)) {
                entries.put(path, in.readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            with(type.getDeclaredClasses());
        }
        return this;
    }

    /** Adds an activator. */
    ModuleJar activator(Class<? extends BundleActivator> type) {
        return header("Bundle-Activator", type.getName()).with(type);
    }

    /** Adds a component that delays its activation, with this element between {@code <scr:component>} tags. */
    ModuleJar component(Class<?> type, String body) {
        String path = "OSGI-INF/" + type.getName() + ".xml";
        String xml = "<scr:component xmlns:scr='http://www.osgi.org/xmlns/scr/v1.3.0' name='" + type.getName() + "'>"
                + "<implementation class='" + type.getName() + "'/>" + body + "</scr:component>";
        entries.put(path, xml.getBytes(StandardCharsets.UTF_8));
        String others = headers.getValue("Service-Component");
        header("Service-Component", others == null ? path : others + "," + path);
        return with(type);
    }

    /**
     * Adds a component that hears messages, with the class that it is nested in, and with the service properties that
     * {@code @MessageSubscriber} would give it: "channel=Orders" stands for {@code vagus.message.channel}.
     */
    ModuleJar subscriber(Class<? extends MessageHandler<?>> type, String... properties) {
        StringBuilder body =
                new StringBuilder("<service><provide interface='" + MessageHandler.class.getName() + "'/></service>");
        for (String each : properties) {
            String[] pair = each.split("=", 2);
            body.append("<property name='").append(MessageSubscriber.PREFIX_).append(pair[0]);
            body.append("' type='String' value='")
                    .append(pair[1].replace("&", "&amp;").replace("<", "&lt;"))
                    .append("'/>");
        }
        return with(type.getNestHost()).component(type, body.toString());
    }

    /** The jar. */
    InputStream open() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().putAll(headers);
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                jar.putNextEntry(new JarEntry(entry.getKey()));
                jar.write(entry.getValue());
                jar.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    /** Installs and starts the module's bundle. */
    Bundle start(BundleContext context) throws BundleException {
        Bundle bundle = context.installBundle("itests:" + headers.getValue("Bundle-SymbolicName"), open());
        bundle.start();
        return bundle;
    }
}
