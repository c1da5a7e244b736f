package dev.vagus.launcher.modules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.launcher.Reporter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit fills the fields
class IntakeTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private Path folder;
    private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
    private ContentStore contents;
    private Intake intake;
    private Path file;

    @BeforeEach
    void prepare(@TempDir Path temporary) throws IOException {
        folder = temporary;
        contents = new ContentStore(folder.resolve("kept"));
        Reporter reporter = new Reporter(new PrintStream(terminal, true, StandardCharsets.UTF_8));
        intake = new Intake(contents, reporter, PATIENCE);
        file = folder.resolve("one.jar");
    }

    @Test
    void keepsACopyOfAModule() throws IOException {
        write("Bundle-SymbolicName: org.one; singleton:=true", "Bundle-Version: 1.2");
        ModuleJar jar = look(0).get(0);
        assertThat(jar.symbolicName()).isEqualTo("org.one");
        assertThat(jar.content().version()).isEqualTo("1.2.0");
        Files.delete(file);
        assertThat(contents.open(jar.content().digest()))
                .hasBinaryContent(jarBytes("Bundle-SymbolicName: org.one; singleton:=true", "Bundle-Version: 1.2"));
        contents.retain(Set.of());
        assertThat(contents.holds(jar.content().digest())).isFalse();
    }

    @Test
    void sameBytesAreTheSameContentWhateverTheirTime() throws IOException {
        write("Bundle-SymbolicName: org.one");
        ModuleContent first = look(0).get(0).content();
        Files.setLastModifiedTime(file, java.nio.file.attribute.FileTime.fromMillis(1));
        assertThat(look(0).get(0).content()).isEqualTo(first);
    }

    @Test
    void saysOnceThatAJarIsNoBundle() throws IOException {
        write("Main-Class: x");
        assertThat(look(0)).isEmpty();
        assertThat(look(60)).isEmpty();
        assertThat(said()).hasSize(1).first().asString().startsWith("error: one.jar is left alone");
    }

    @Test
    void refusesAVersionThatCannotBeRead() throws IOException {
        write("Bundle-SymbolicName: org.one", "Bundle-Version: one");
        assertThat(look(0)).isEmpty();
        assertThat(said()).singleElement().asString().contains("Bundle-Version cannot be read: one");
    }

    @Test
    void waitsForAnIncompleteJarInSilenceThenSaysSoOnceAndKeepsWhatWasThere() throws IOException {
        write("Bundle-SymbolicName: org.one");
        ModuleJar before = look(0).get(0);
        byte[] next = jarBytes("Bundle-SymbolicName: org.one", "Bundle-Version: 2");
        Files.write(file, Arrays.copyOf(next, next.length - 30));
        assertThat(look(1)).containsExactly(before);
        assertThat(said()).isEmpty();
        assertThat(look(7)).containsExactly(before);
        assertThat(look(9)).containsExactly(before);
        assertThat(said()).singleElement().asString().contains("one.jar is no complete jar");
        Files.write(file, next);
        assertThat(look(10))
                .singleElement()
                .satisfies(jar -> assertThat(jar.content().version()).isEqualTo("2.0.0"));
    }

    private List<ModuleJar> look(long second) throws IOException {
        return intake.take(
                Map.of(file, FileStamp.of(file)), Duration.ofSeconds(second).toNanos());
    }

    private List<String> said() {
        return terminal.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private void write(String... headers) throws IOException {
        Files.write(file, jarBytes(headers));
    }

    private static byte[] jarBytes(String... headers) throws IOException {
        String text = "Manifest-Version: 1.0\n" + String.join("\n", headers) + "\n";
        Manifest manifest = new Manifest(new java.io.ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream jar = new JarOutputStream(bytes)) {
            ((JarOutputStream) jar).putNextEntry(entry());
            manifest.write(jar);
        }
        return bytes.toByteArray();
    }

    /** Of a fixed time, so that the same headers give the same bytes. */
    private static java.util.jar.JarEntry entry() {
        java.util.jar.JarEntry entry = new java.util.jar.JarEntry("META-INF/MANIFEST.MF");
        entry.setTime(0);
        return entry;
    }
}
