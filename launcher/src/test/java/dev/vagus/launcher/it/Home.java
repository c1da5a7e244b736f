package dev.vagus.launcher.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

/** A home folder for instances of the built jar, with the file in which its test modules record what happens. */
record Home(Path folder) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    Path module(String fileName) {
        return folder.resolve("modules").resolve(fileName);
    }

    Path conf(String fileName) throws IOException {
        return Files.createDirectories(folder.resolve("conf")).resolve(fileName);
    }

    Path data() {
        return folder.resolve("data");
    }

    Path record() {
        return folder.resolve("record.txt");
    }

    TestModule newModule(String symbolicName, String version) {
        return TestModule.module(symbolicName, version, record());
    }

    List<String> recorded() throws IOException {
        return Files.exists(record()) ? Files.readAllLines(record()) : List.of();
    }

    void awaitRecorded(String... lines) {
        org.awaitility.Awaitility.await("record " + List.of(lines))
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(this::recorded, List.of(lines)::equals);
    }

    static void await(String what, Callable<Boolean> condition) {
        org.awaitility.Awaitility.await(what)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(condition);
    }

    VagusProcess start(String... options) throws IOException {
        return VagusProcess.start(folder, options);
    }

    /** An instance that stays up, when it says that it is up. */
    VagusProcess startUp(String... options) throws IOException {
        VagusProcess vagus = start(options);
        vagus.awaitOut("is up");
        return vagus;
    }
}
