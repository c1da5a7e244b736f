package dev.vagus.launcher.it;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Builds the jar of a small module for a test. */
final class TestModule {
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    private TestModule() {}

    static TestModule module(String symbolicName, String version, Path record) {
        TestModule module = new TestModule();
        module.header("Bundle-ManifestVersion", "2");
        module.header("Bundle-SymbolicName", symbolicName);
        module.header("Bundle-Version", version);
        module.header("Bundle-Activator", RecordingActivator.class.getName());
        module.header("Import-Package", "org.osgi.framework");
        module.header("Test-Record", record.toString());
        return module.withClass(RecordingActivator.class);
    }

    static TestModule plainJar() {
        return new TestModule();
    }

    TestModule header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    TestModule failing(String message) {
        return header("Test-Fail", message);
    }

    TestModule importing(String packages) {
        return header("Import-Package", "org.osgi.framework," + packages);
    }

    TestModule exporting(String name, String version) {
        entries.put(name.replace('.', '/') + "/marker.txt", new byte[] {1});
        return header("Export-Package", name + ";version=" + version);
    }

    /** Adds a component that waits for a {@link Runnable}. */
    TestModule withWaitingComponent() {
        String description = "<scr:component xmlns:scr=\"http://www.osgi.org/xmlns/scr/v1.3.0\" name=\"test.waiting\""
                + " immediate=\"true\"><implementation class=\"" + WaitingComponent.class.getName() + "\"/>"
                + "<reference name=\"work\" interface=\"java.lang.Runnable\" bind=\"bind\" unbind=\"unbind\"/>"
                + "</scr:component>";
        entries.put("OSGI-INF/waiting.xml", description.getBytes(StandardCharsets.UTF_8));
        return withClass(WaitingComponent.class).header("Service-Component", "OSGI-INF/waiting.xml");
    }

    TestModule withClass(Class<?> type) {
        String entry = type.getName().replace('.', '/') + ".class";
        try (InputStream stream = type.getClassLoader().getResourceAsStream(entry)) {
            entries.put(entry, stream.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    byte[] bytes() {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.forEach((name, value) -> manifest.getMainAttributes().putValue(name, value));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                jar.putNextEntry(new JarEntry(entry.getKey()));
                jar.write(entry.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Puts the jar there as a move within one file system does: all at once. */
    void moveTo(Path file) throws IOException {
        Path aside = file.resolveSibling(file.getFileName() + ".aside");
        Files.createDirectories(file.getParent());
        Files.write(aside, bytes());
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
