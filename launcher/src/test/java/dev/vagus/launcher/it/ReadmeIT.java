package dev.vagus.launcher.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows is what is built and run. */
class ReadmeIT {
    private static final Path ROOT = Path.of("..");
    private static final Path HELLO = ROOT.resolve("examples/hello");

    @TempDir
    private Path folder;

    @Test
    void theFirstCommandListsOperationsCallsOneAndShowsAnEventHeard() throws Exception {
        Home home = new Home(folder);
        copyModules(home);
        try (VagusProcess vagus = home.start("-c", commandsOf(blocks("console").get(0)))) {
            assertThat(vagus.awaitExit()).isZero();
            assertThat(vagus.err()).isEmpty();
            assertThat(vagus.out())
                    .anyMatch(line -> line.startsWith("LabRunner.ExecuteStep "))
                    .anyMatch(line -> line.matches("stepName +DeployVM"))
                    .anyMatch(line -> line.matches("completed +1"));
        }
    }

    @Test
    void theFirstModuleIsTheOneInTheTree() throws IOException {
        assertThat(blocks("xml")).contains(Files.readString(HELLO.resolve("pom.xml")));
        assertThat(blocks("java"))
                .containsExactly(
                        Files.readString(HELLO.resolve("src/main/java/hello/Hello.java")),
                        Files.readString(HELLO.resolve("src/main/java/hello/OnGreeted.java")));
    }

    @Test
    void theFirstModuleAnswersAndHears() throws Exception {
        Home home = new Home(folder);
        Files.createDirectories(home.module("hello.jar").getParent());
        Files.copy(HELLO.resolve("target/hello-1.0.0.jar"), home.module("hello.jar"));
        List<String> session = blocks("console").stream()
                .filter(block -> block.startsWith("vagus> "))
                .findFirst()
                .orElseThrow()
                .lines()
                .toList();
        String command = session.get(0).substring("vagus> ".length());
        try (VagusProcess vagus = home.start("-c", command)) {
            assertThat(vagus.awaitExit()).isZero();
            assertThat(vagus.err()).isEmpty();
            assertThat(vagus.out()).containsExactlyInAnyOrderElementsOf(session.subList(1, session.size()));
        }
    }

    private static void copyModules(Home home) throws IOException {
        Files.createDirectories(home.module("x").getParent());
        try (var jars = Files.newDirectoryStream(Path.of("target", "modules"), "*.jar")) {
            for (Path jar : jars) {
                Files.copy(jar, home.module(jar.getFileName().toString()));
            }
        }
    }

    private static String commandsOf(String block) {
        Matcher matcher = Pattern.compile("-c \"([^\"]*)\"").matcher(block);
        assertThat(matcher.find()).as("the first command has -c").isTrue();
        return matcher.group(1);
    }

    private static List<String> blocks(String language) throws IOException {
        List<String> blocks = new ArrayList<>();
        Matcher matcher = Pattern.compile("(?s)```" + language + "\n(.*?)```").matcher(readme());
        while (matcher.find()) {
            blocks.add(matcher.group(1));
        }
        return blocks;
    }

    private static String readme() throws IOException {
        return Files.readString(ROOT.resolve("README.md"));
    }
}
