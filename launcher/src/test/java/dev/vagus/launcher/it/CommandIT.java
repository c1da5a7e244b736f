package dev.vagus.launcher.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code -c} runs, prints and answers. Standard input stays open throughout: nothing may wait for it. */
class CommandIT {
    @TempDir
    private Path folder;

    private Home home;

    @BeforeEach
    void prepare() {
        home = new Home(folder);
    }

    @Test
    void printsTheResultOfEachCommandAndNothingElse() throws Exception {
        try (VagusProcess vagus = home.start("-c", "echo 'a;b'; 42\neach [x y] { echo $it }")) {
            assertThat(vagus.awaitExit()).isZero();
            assertThat(vagus.out()).startsWith("a;b", "42", "x", "y");
            assertThat(vagus.err()).isEmpty();
        }
    }

    @Test
    void stopsAtTheFirstFailureWithOneLineAndStatusOne() throws Exception {
        try (VagusProcess vagus = home.start("-c", "echo before; throw 'it went wrong'; echo after")) {
            assertThat(vagus.awaitExit()).isEqualTo(1);
            assertThat(vagus.out()).containsExactly("before");
            assertThat(vagus.err()).containsExactly("error: it went wrong");
        }
    }

    @Test
    void saysThatACommandDoesNotExist() throws Exception {
        try (VagusProcess vagus = home.start("--command=nosuch thing")) {
            assertThat(vagus.awaitExit()).isEqualTo(1);
            assertThat(vagus.out()).isEmpty();
            assertThat(vagus.err()).containsExactly("error: no such command: nosuch");
        }
    }

    @Test
    void runsWhenTheModulesThatWereThereAreIn() throws Exception {
        home.newModule("one", "1.0.0").moveTo(home.module("one.jar"));
        home.newModule("two", "1.0.0").withWaitingComponent().moveTo(home.module("two.jar"));
        home.newModule("service", "1.0.0").header("Test-Service", "yes").moveTo(home.module("z-service.jar"));
        try (VagusProcess vagus = home.start("-c", "lb -s; scr:info test.waiting")) {
            assertThat(vagus.awaitExit()).isZero();
            assertThat(vagus.err()).isEmpty();
            assertThat(vagus.out())
                    .filteredOn(line -> line.contains("Active") && line.contains("|   20|"))
                    .hasSize(3);
            assertThat(vagus.out()).anyMatch(line -> line.contains("ACTIVE"));
        }
    }

    @Test
    void saysWhichComponentWaitsForWhatAndGoesOn() throws Exception {
        home.newModule("two", "1.0.0").withWaitingComponent().moveTo(home.module("two.jar"));
        try (VagusProcess vagus = home.start("--wait", "1", "-c", "echo done")) {
            assertThat(vagus.awaitExit()).isZero();
            assertThat(vagus.out()).containsExactly("done");
            assertThat(vagus.err()).containsExactly("warning: component test.waiting waits for java.lang.Runnable");
        }
    }

    @Test
    void configurationFilesReachConfigAdmin() throws Exception {
        Files.writeString(home.conf("dev.test.cfg"), "job.limit=17\n");
        assertThat(configuration()).containsPattern("job\\.limit +17").contains("dev.test.cfg");
        Files.delete(home.conf("dev.test.cfg"));
        assertThat(configuration()).doesNotContain("job.limit");
    }

    @Test
    void aModuleThatDoesNotResolveHindersNobody() throws Exception {
        home.newModule("needy", "1.0.0").importing("org.foo").moveTo(home.module("needy.jar"));
        home.newModule("one", "1.0.0").moveTo(home.module("one.jar"));
        try (VagusProcess vagus = home.start("-c", "echo done")) {
            assertThat(vagus.awaitExit()).isZero();
            assertThat(vagus.out()).containsExactly("done");
            assertThat(vagus.err()).singleElement().asString().contains("missing package org.foo");
        }
        assertThat(home.recorded()).containsExactly("start one 1.0.0", "stop one 1.0.0");
    }

    private String configuration() throws IOException, InterruptedException {
        String command = "(cm:getConfiguration dev.test '?') properties";
        try (VagusProcess vagus = home.start("-c", command)) {
            assertThat(vagus.awaitExit()).isZero();
            assertThat(vagus.err()).isEmpty();
            return String.join("\n", vagus.out());
        }
    }
}
