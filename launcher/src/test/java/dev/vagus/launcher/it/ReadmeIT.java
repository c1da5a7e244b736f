package dev.vagus.launcher.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows is what is built and run. */
class ReadmeIT {
    private static final Path ROOT = Path.of("..");
    private static final String PROMPT = "vagus> ";
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
                        Files.readString(HELLO.resolve("src/main/java/hello/OnGreeted.java")),
                        Files.readString(HELLO.resolve("src/main/java/hello/Weather.java")));
    }

    @Test
    void theFirstModuleAnswersAndHears() throws Exception {
        List<String> session = sessions().get(0);
        try (VagusProcess vagus = homeOfHello().start("-c", scriptOf(session))) {
            assertThat(vagus.awaitExit()).isZero();
            assertThat(vagus.err()).isEmpty();
            assertThat(vagus.out()).containsExactlyInAnyOrderElementsOf(answersOf(session));
        }
    }

    @Test
    void theGuardedModuleFailsAndIsShutOffByThePolicy() throws Exception {
        Home home = homeOfHello();
        Files.writeString(
                home.conf("dev.vagus.policy-hello.cfg"), blocks("properties").get(0));
        List<String> session = sessions().get(1);
        String policies = "while { not { (policy-list | tac) contains 'breaker.failures=3' } } { sleep 1 };\n";
        try (VagusProcess vagus = home.start("-c", policies + scriptOf(session))) {
            assertThat(vagus.awaitExit()).isZero();
            assertThat(vagus.out()).map(ReadmeIT::withoutTimes).containsExactlyElementsOf(answersOf(session));
        }
    }

    private Home homeOfHello() throws IOException {
        Home home = new Home(folder);
        Files.createDirectories(home.module("hello.jar").getParent());
        Files.copy(HELLO.resolve("target/hello-1.0.0.jar"), home.module("hello.jar"));
        return home;
    }

    /** What is typed into the shell, with what it answers. */
    private static List<List<String>> sessions() throws IOException {
        return blocks("console").stream()
                .filter(block -> block.startsWith(PROMPT))
                .map(block -> block.lines().toList())
                .toList();
    }

    /** The commands of a session, with the messages of those that fail. */
    private static String scriptOf(List<String> session) {
        return session.stream()
                .filter(line -> line.startsWith(PROMPT))
                .map(line -> "try { " + line.substring(PROMPT.length()) + " } { echo \"$exception\" }")
                .collect(Collectors.joining(";\n"));
    }

    private static List<String> answersOf(List<String> session) {
        return session.stream()
                .filter(line -> !line.startsWith(PROMPT))
                .map(ReadmeIT::withoutTimes)
                .toList();
    }

    private static String withoutTimes(String line) {
        return line.replaceAll("  in [\\dms.]+$", "  in a while");
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
