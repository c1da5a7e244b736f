package dev.vagus.launcher.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Start, stop and restart of the built jar, and the starts that it must refuse. */
class LauncherIT {
    @TempDir
    private Path folder;

    private Home home;

    @BeforeEach
    void prepare() {
        home = new Home(folder);
    }

    @Test
    void staysUpAtTheEndOfInputAndStopsCleanlyOnSigterm() throws Exception {
        home.newModule("one", "1.0.0").moveTo(home.module("one.jar"));
        try (VagusProcess vagus = home.start().closeInput()) {
            vagus.awaitOut("is up: ");
            assertThat(vagus.out()).hasSize(1);
            assertThat(vagus.out().get(0))
                    .contains(", 1 modules (")
                    .contains(home.module("").toString());
            long before = System.nanoTime();
            assertThat(vagus.terminate()).isEqualTo(143);
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
            assertThat(vagus.err()).isEmpty();
        }
        assertThat(home.recorded()).containsExactly("start one 1.0.0", "stop one 1.0.0");
        assertThat(home.data().resolve("pid")).doesNotExist();
    }

    @Test
    void deliversWhatIsQueuedBeforeItStops() throws Exception {
        try (VagusProcess vagus = home.startUp()) {
            home.newModule("busy", "1.0.0")
                    .withClass(BusyActivator.class)
                    .header("Bundle-Activator", BusyActivator.class.getName())
                    .importing("dev.vagus.bus,dev.vagus.events,dev.vagus.module")
                    .moveTo(home.module("busy.jar"));
            Home.await("all to be queued", () -> home.recorded().contains("queued"));
            assertThat(home.recorded()).hasSizeLessThan(2 * BusyActivator.MESSAGES);
            assertThat(vagus.terminate()).isEqualTo(143);
            assertThat(vagus.err()).isEmpty();
        }
        List<String> dealtWith = home.recorded();
        assertThat(dealtWith).hasSize(2 * BusyActivator.MESSAGES + 2).last().isEqualTo("stop");
        assertThat(dealtWith.stream().filter(line -> line.startsWith("message ")))
                .hasSize(BusyActivator.MESSAGES);
        assertThat(dealtWith.stream().filter(line -> line.startsWith("event "))).hasSize(BusyActivator.MESSAGES);
    }

    @Test
    void saysOnTheTerminalInOneLineWhatWentWrong() throws Exception {
        try (VagusProcess vagus = home.startUp()) {
            home.newModule("jammed", "1.0.0")
                    .withClass(JammedListenerActivator.class)
                    .header("Bundle-Activator", JammedListenerActivator.class.getName())
                    .moveTo(home.module("jammed.jar"));
            Home.await("the error", () -> !vagus.err().isEmpty());
            assertThat(vagus.terminate()).isEqualTo(143);
            assertThat(vagus.err())
                    .containsExactly("ERROR Framework: FrameworkEvent ERROR: java.lang.IllegalStateException: jammed");
        }
        assertThat(log()).contains("and more").contains("Caused by: java.lang.IllegalArgumentException: deeper");
    }

    @Test
    void findsItsStateAtASecondStart() throws Exception {
        home.newModule("kept", "1.0.0").moveTo(home.module("kept.jar"));
        home.newModule("removed", "1.0.0").moveTo(home.module("removed.jar"));
        home.newModule("replaced", "1.0.0").moveTo(home.module("replaced.jar"));
        assertThat(bundles()).contains("kept (1.0.0)", "removed (1.0.0)", "replaced (1.0.0)");
        String first = log();
        assertThat(first).contains("module kept 1.0.0 installed");

        Files.delete(home.module("removed.jar"));
        home.newModule("replaced", "2.0.0").moveTo(home.module("replaced.jar"));
        Files.delete(home.record());
        assertThat(bundles()).contains("kept (1.0.0)", "replaced (2.0.0)").doesNotContain("removed");
        assertThat(log().substring(first.length()))
                .doesNotContain("installed from")
                .contains("module replaced updated to 2.0.0")
                .contains("module removed 1.0.0 uninstalled");
        assertThat(home.recorded())
                .contains("start kept 1.0.0", "start replaced 2.0.0")
                .hasSize(4);
    }

    @Test
    void bringsAnOldDataFolderToWhatTheNewJarShips() throws Exception {
        Path first = withExtra("first.jar", home.newModule("extra", "1.0.0").bytes());
        assertThat(run(first, "lb -s")).contains("|extra (1.0.0)");
        Path second = withExtra("second.jar", home.newModule("extra", "2.0.0").bytes());
        assertThat(run(second, "lb -s")).contains("|extra (2.0.0)");
        assertThat(run(VagusProcess.jar(), "lb -s")).doesNotContain("|extra").contains("|dev.vagus.bus (");
    }

    @Test
    void refusesAFolderThatALiveInstanceHolds() throws Exception {
        try (VagusProcess vagus = home.startUp();
                VagusProcess second = home.start()) {
            assertThat(second.awaitExit()).isEqualTo(1);
            assertThat(second.err())
                    .singleElement()
                    .asString()
                    .contains("in use by the running instance with pid " + vagus.pid())
                    .contains("--data");
            assertThat(vagus.isAlive()).isTrue();
        }
    }

    @Test
    void refusesAFolderThatCannotBeWritten() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        refuses(
                "cannot create the folder " + file.resolve("log"),
                "--log",
                file.resolve("log").toString());
        refuses(
                "cannot create the folder " + file.resolve("data"),
                "--data",
                file.resolve("data").toString());
    }

    @Test
    void saysWhatToDoAboutABrokenCache() throws Exception {
        Files.createDirectories(home.data());
        Path cache = Files.writeString(home.data().resolve("cache"), "not a folder");
        refuses("cannot start from the bundle cache " + cache);
        refuses("delete that folder");
    }

    @Test
    void mendsADamagedBundleInTheCacheAndModulesComeBackWhenTheCacheIsDeleted() throws Exception {
        home.newModule("one", "1.0.0").moveTo(home.module("one.jar"));
        assertThat(bundles()).contains("|one (1.0.0)");
        Path cache = home.data().resolve("cache");
        Files.write(cache.resolve("bundle4/version0.0/bundle.jar"), new byte[] {1, 2, 3});
        Files.write(cache.resolve("bundle5/bundle.info"), new byte[] {1, 2, 3});
        assertThat(bundles()).contains("|one (1.0.0)", "org.osgi.util.promise", "org.osgi.service.component");
        deleteTree(cache);
        assertThat(bundles()).contains("|one (1.0.0)");
    }

    @Test
    void answersUsageErrorsWithTwoAndQuestionsWithZero() throws Exception {
        try (VagusProcess wrong = home.start("--nosuch");
                VagusProcess help = home.start("--help");
                VagusProcess version = home.start("--version")) {
            assertThat(wrong.awaitExit()).isEqualTo(2);
            assertThat(wrong.err()).containsExactly("error: unknown option --nosuch; --help lists the options");
            assertThat(help.awaitExit()).isZero();
            assertThat(String.join("\n", help.out())).contains("--modules DIR", "--data DIR", "-c,", "Exit codes");
            assertThat(version.awaitExit()).isZero();
            assertThat(version.out()).singleElement().asString().matches("vagus \\d+\\.\\d+\\.\\d+.*");
        }
        assertThat(home.data()).doesNotExist();
    }

    private void refuses(String message, String... options) throws Exception {
        try (VagusProcess vagus = home.start(options)) {
            assertThat(vagus.awaitExit()).isEqualTo(1);
            assertThat(vagus.err())
                    .singleElement()
                    .asString()
                    .startsWith("error: ")
                    .contains(message);
            assertThat(vagus.out()).isEmpty();
        }
    }

    private String bundles() throws Exception {
        return run(VagusProcess.jar(), "lb -s");
    }

    private String run(Path jar, String commands) throws Exception {
        try (VagusProcess vagus = VagusProcess.start(jar, folder, "-c", commands)) {
            assertThat(vagus.awaitExit()).isZero();
            assertThat(vagus.err()).isEmpty();
            return String.join("\n", vagus.out());
        }
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("log/vagus.log"));
    }

    /** The built jar with one more bundle in it. */
    private Path withExtra(String name, byte[] bundle) throws IOException {
        Path jar = folder.resolve(name);
        try (ZipFile from = new ZipFile(VagusProcess.jar().toFile());
                OutputStream file = Files.newOutputStream(jar);
                ZipOutputStream to = new ZipOutputStream(file)) {
            for (ZipEntry entry : List.copyOf(from.stream().toList())) {
                to.putNextEntry(new ZipEntry(entry.getName()));
                to.write(from.getInputStream(entry).readAllBytes());
                if (entry.getName().equals("bundles.lst")) {
                    to.write("6 extra\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
                }
            }
            to.putNextEntry(new ZipEntry("bundles/extra.jar"));
            to.write(bundle);
        }
        return jar;
    }

    private static void deleteTree(Path root) throws IOException {
        List<Path> paths;
        try (var walk = Files.walk(root)) {
            paths = walk.sorted(java.util.Comparator.reverseOrder()).toList();
        }
        for (Path path : paths) {
            Files.delete(path);
        }
    }
}
