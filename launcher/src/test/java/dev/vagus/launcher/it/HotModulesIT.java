package dev.vagus.launcher.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jars that come, change and go in the modules folder of a running instance. */
class HotModulesIT {
    @TempDir
    private Path folder;

    private Home home;
    private VagusProcess vagus;

    @BeforeEach
    void startEmpty() throws IOException {
        home = new Home(folder);
        vagus = home.startUp();
    }

    @AfterEach
    void end() throws InterruptedException {
        vagus.close();
    }

    @Test
    void startsAJarThatIsDroppedInUpdatesAReplacedOneAndUninstallsARemovedOne() throws IOException {
        home.newModule("one", "1.0.0").moveTo(home.module("one.jar"));
        home.awaitRecorded("start one 1.0.0");
        home.newModule("one", "2.0.0").moveTo(home.module("one.jar"));
        home.awaitRecorded("start one 1.0.0", "stop one 1.0.0", "start one 2.0.0");
        Files.delete(home.module("one.jar"));
        home.awaitRecorded("start one 1.0.0", "stop one 1.0.0", "start one 2.0.0", "stop one 2.0.0");
        assertThat(vagus.err()).isEmpty();
    }

    @Test
    void updatesAModuleThatComesUnderANewFileNameAndLeavesTheOthersAlone() throws IOException {
        home.newModule("other", "1.0.0").moveTo(home.module("other.jar"));
        home.awaitRecorded("start other 1.0.0");
        home.newModule("one", "1.0.0").moveTo(home.module("one-1.jar"));
        home.awaitRecorded("start other 1.0.0", "start one 1.0.0");
        Files.delete(home.module("one-1.jar"));
        home.newModule("one", "2.0.0").moveTo(home.module("one-2.jar"));
        home.awaitRecorded("start other 1.0.0", "start one 1.0.0", "stop one 1.0.0", "start one 2.0.0");
        Home.await("the log to speak of an update", () -> Files.readString(folder.resolve("log/vagus.log"))
                .contains("module one updated to 2.0.0 from one-2.jar"));
    }

    @Test
    void usesTheNewestOfTwoJarsWithTheSameSymbolicNameAndNamesTheOther() throws IOException {
        home.newModule("one", "1.0.0").moveTo(home.module("one-1.jar"));
        home.awaitRecorded("start one 1.0.0");
        home.newModule("one", "2.0.0").moveTo(home.module("a-newer-one.jar"));
        home.awaitRecorded("start one 1.0.0", "stop one 1.0.0", "start one 2.0.0");
        vagus.awaitErr("one-1.jar is not used: a-newer-one.jar has the same symbolic name one and is newer");
        Files.delete(home.module("a-newer-one.jar"));
        home.awaitRecorded("start one 1.0.0", "stop one 1.0.0", "start one 2.0.0", "stop one 2.0.0", "start one 1.0.0");
    }

    @Test
    void waitsForAHalfCopiedJarAndKeepsTheOldOneRunningMeanwhile() throws IOException {
        home.newModule("one", "1.0.0").moveTo(home.module("one.jar"));
        home.awaitRecorded("start one 1.0.0");
        byte[] next = home.newModule("one", "2.0.0").bytes();
        Files.write(home.module("one.jar"), Arrays.copyOf(next, next.length / 2));
        home.newModule("witness", "1.0.0").moveTo(home.module("witness.jar"));
        home.awaitRecorded("start one 1.0.0", "start witness 1.0.0");
        vagus.awaitErr("one.jar is no complete jar");
        try (OutputStream rest = Files.newOutputStream(home.module("one.jar"), StandardOpenOption.APPEND)) {
            rest.write(next, next.length / 2, next.length - next.length / 2);
        }
        home.awaitRecorded("start one 1.0.0", "start witness 1.0.0", "stop one 1.0.0", "start one 2.0.0");
    }

    @Test
    void refusesABundleOfVagusItselfAndAJarThatIsNoBundle() throws IOException {
        home.newModule("dev.vagus.bus", "9.0.0").moveTo(home.module("fake.jar"));
        TestModule.plainJar().moveTo(home.module("plain.jar"));
        vagus.awaitErr("error: fake.jar is refused: dev.vagus.bus is the symbolic name of a bundle of Vagus itself");
        vagus.awaitErr("error: plain.jar is left alone: it is no OSGi bundle");
        home.newModule("one", "1.0.0").moveTo(home.module("one.jar"));
        home.awaitRecorded("start one 1.0.0");
        assertThat(vagus.err()).hasSize(2);
    }

    @Test
    void namesTheMissingRequirementInOneLineAndStartsTheModuleWhenItComes() throws IOException {
        home.newModule("needy", "1.0.0")
                .importing("org.foo;version=\"[1.2,2)\"")
                .moveTo(home.module("needy.jar"));
        vagus.awaitErr("error: module needy 1.0.0 does not start: missing package org.foo [1.2,2.0); ");
        home.newModule("lib", "1.0.0").exporting("org.foo", "1.3").moveTo(home.module("lib.jar"));
        Home.await("both to run", () -> home.recorded().contains("start needy 1.0.0"));
        assertThat(vagus.err()).hasSize(1);
    }

    @Test
    void rollsBackAnUpdateThatFailsToStart() throws IOException {
        home.newModule("one", "1.0.0").moveTo(home.module("one.jar"));
        home.awaitRecorded("start one 1.0.0");
        home.newModule("one", "2.0.0").failing("no luck").moveTo(home.module("one.jar"));
        vagus.awaitErr(
                "error: module one 2.0.0 failed to start (IllegalStateException: no luck); rolled back to 1.0.0");
        home.awaitRecorded("start one 1.0.0", "stop one 1.0.0", "start one 1.0.0");
        home.newModule("one", "2.0.1").moveTo(home.module("one.jar"));
        home.awaitRecorded("start one 1.0.0", "stop one 1.0.0", "start one 1.0.0", "stop one 1.0.0", "start one 2.0.1");
        assertThat(vagus.err()).hasSize(1);
    }

    @Test
    void rollsBackAnUpdateThatDoesNotResolveAndTriesItAgainWhenWhatItMissesIsThere() throws IOException {
        home.newModule("one", "1.0.0").moveTo(home.module("one.jar"));
        home.awaitRecorded("start one 1.0.0");
        home.newModule("one", "2.0.0").importing("org.foo").moveTo(home.module("one.jar"));
        vagus.awaitErr("error: module one 2.0.0 failed to start (missing package org.foo); rolled back to 1.0.0");
        home.newModule("lib", "1.0.0").exporting("org.foo", "1.0").moveTo(home.module("lib.jar"));
        Home.await("the update", () -> home.recorded().contains("start one 2.0.0"));
        assertThat(vagus.isAlive()).isTrue();
    }

    @Test
    void comesUpWithTheLastWorkingVersionWhenTheBadJarIsStillThere() throws Exception {
        home.newModule("one", "1.0.0").moveTo(home.module("one.jar"));
        home.awaitRecorded("start one 1.0.0");
        home.newModule("one", "2.0.0").failing("no luck").moveTo(home.module("one.jar"));
        vagus.awaitErr("rolled back to 1.0.0");
        assertThat(vagus.terminate()).isEqualTo(143);
        Files.delete(home.record());
        vagus = home.startUp();
        home.awaitRecorded("start one 1.0.0");
        assertThat(vagus.err())
                .containsExactly("warning: module one 2.0.0 (one.jar) failed before (IllegalStateException: no luck)"
                        + " and is not tried again; 1.0.0 runs");
    }
}
