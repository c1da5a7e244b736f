package dev.vagus.launcher.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job: modules are dropped into a running system, called, replaced while they are called, and removed. */
class MainJobIT {
    private static final Path EXAMPLES = Path.of(System.getProperty("vagus.examples", "target/test-modules"));

    @TempDir
    private Path folder;

    @Test
    void aModuleIsReplacedAndRemovedWhileItIsCalled() throws Exception {
        Home home = new Home(folder);
        // The calls raise more events in a second than a database takes, and it would say so.
        Files.writeString(home.conf("dev.vagus.events.cfg"), "history.events=Modules/*\n");
        copy("progress.jar", home.module("progress.jar"));
        copy("labrunner.jar", home.module("labrunner.jar"));
        try (VagusProcess vagus = home.startUp()) {
            home.newModule("caller", "1.0.0")
                    .withClass(CallingActivator.class)
                    .header("Bundle-Activator", CallingActivator.class.getName())
                    .importing("dev.vagus.registry,dev.vagus.module")
                    .moveTo(home.module("caller.jar"));
            Home.await("calls to the first version", () -> last(home).endsWith(" completed"));

            copy("labrunner-v2.jar", home.module("labrunner.jar"));
            Home.await("calls to the second version", () -> last(home).endsWith(" verified"));

            Files.delete(home.module("labrunner.jar"));
            Home.await("the module to be missed", () -> last(home).contains("was uninstalled"));
            Files.delete(home.module("caller.jar"));
            Home.await("the caller to stop", () -> last(home).endsWith(" stopped"));

            List<String> ends = home.recorded();
            assertThat(ends.get(0)).endsWith("completed");
            assertThat(ends)
                    .allMatch(end -> end.endsWith(" completed")
                            || end.endsWith(" verified")
                            || end.endsWith(" stopped")
                            || end.matches("\\d+ unavailable: .*\\bLabRunner\\b.*"));
            assertThat(vagus.err()).isEmpty();
            assertThat(vagus.terminate()).isEqualTo(143);
            assertThat(Files.readString(folder.resolve("log/vagus.log")).lines())
                    .filteredOn(line -> line.contains("module dev.vagus.examples.progress 1.0.0 runs"))
                    .hasSize(1);
        }
    }

    @Test
    void theExampleModulesWorkTogether() throws Exception {
        Home home = new Home(folder);
        for (String name : List.of("labrunner", "configuration", "progress")) {
            copy(name + ".jar", home.module(name + ".jar"));
        }
        try (VagusProcess vagus = home.start(
                "-c",
                "api-invoke Configuration.UpdateSetting Module=LabRunner Setting=MaxJobs Value=7;"
                        + "message-tail Configuration --count 1 --for 1s;"
                        + "api-invoke LabRunner.ExecuteStep StepName=DeployVM;"
                        + "event-tail --count 1 --for 1s;"
                        + "api-invoke LabRunner.Status; api-invoke Progress.Report")) {
            assertThat(vagus.awaitExit()).isZero();
            assertThat(vagus.err()).isEmpty();
            assertThat(vagus.out())
                    .anyMatch(line -> line.matches("maxJobs +7"))
                    .anyMatch(line -> line.contains("DeployVM"))
                    .anyMatch(line -> line.matches(" +outcome +completed in \\d+ ms"));
        }
    }

    private static String last(Home home) throws Exception {
        List<String> lines = home.recorded();
        return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
    }

    private static void copy(String example, Path to) throws Exception {
        Files.createDirectories(to.getParent());
        Path aside = to.resolveSibling(to.getFileName() + ".aside");
        Files.copy(EXAMPLES.resolve(example), aside);
        Files.move(aside, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
