package dev.vagus.launcher.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page about security shows is run, with the configuration that it shows. */
class SecurityPageIT {
    private static final Path PAGE = Path.of("..", "docs", "security.md");
    private static final String PROMPT = "vagus> ";

    @TempDir
    private Path folder;

    @Test
    void theSessionOfThePageGoesAsItSays() throws Exception {
        Home home = new Home(folder);
        copyModules(home);
        Files.writeString(home.conf("dev.vagus.security.cfg"), block("properties"));
        List<String> session = block("console").lines().toList();
        String script = session.stream()
                .filter(line -> line.startsWith(PROMPT))
                .map(line -> "try { " + line.substring(PROMPT.length()) + " } { echo \"error: $exception\" }")
                .collect(Collectors.joining(";\n"))
                .replace("ann.jwt", folder.resolve("ann.jwt").toString());
        try (VagusProcess vagus = home.start("-c", script)) {
            assertThat(vagus.awaitExit()).isZero();
            vagus.assertOut(session.stream()
                    .filter(line -> !line.startsWith(PROMPT))
                    .map(SecurityPageIT::pattern)
                    .toList());
            assertThat(vagus.out()).noneMatch(line -> line.contains("eyJ"));
        }
        assertThat(Files.readString(folder.resolve("ann.jwt"))).startsWith("eyJ");
        assertThat(logs())
                .contains("token-revoked")
                .doesNotContain("eyJ")
                .as("nothing was away that is needed, neither at the start nor at the stop")
                .doesNotContain("all access to");
    }

    @Test
    void aSecondStartWithSecurityOnIsNoReasonForAlarm() throws Exception {
        Home home = new Home(folder);
        Files.writeString(home.conf("dev.vagus.security.cfg"), "enabled = true\n");
        for (int i = 0; i < 2; i++) {
            try (VagusProcess vagus = home.start("-c", "gate-list")) {
                assertThat(vagus.awaitExit()).isZero();
                assertThat(vagus.err()).isEmpty();
                vagus.assertOut(List.of("security +yes +bus, events, registry"));
            }
        }
        assertThat(logs()).doesNotContain("all access to", "WARN");
    }

    private static String pattern(String line) {
        return ".*"
                + Pattern.quote(line.replace("ann.jwt", "..."))
                        .replace("...", "\\E.*\\Q")
                        .replaceAll(" {2,}", "\\\\E +\\\\Q")
                + ".*";
    }

    private String logs() throws IOException {
        try (var files = Files.list(folder.resolve("log"))) {
            StringBuilder all = new StringBuilder();
            for (Path file : files.toList()) {
                all.append(Files.readString(file));
            }
            return all.toString();
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

    /** The first block of this language, without its indentation in the list. */
    private static String block(String language) throws IOException {
        Matcher matcher =
                Pattern.compile("(?s)```" + language + "\n(.*?)\n *```").matcher(Files.readString(PAGE));
        assertThat(matcher.find()).as("the page has a block of %s", language).isTrue();
        return matcher.group(1).stripIndent();
    }
}
