package dev.vagus.launcher.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The shell session that a page of the documentation shows: what is typed, and the lines that come, of which {@code ...}
 * stands for anything and runs of blanks for any number of them. Other lines may come between.
 */
record DocumentedSession(Path page, List<String> lines) {
    private static final String PROMPT = "vagus> ";

    static DocumentedSession of(String fileName) throws IOException {
        Path page = Path.of("..", "docs", fileName);
        return new DocumentedSession(page, block(page, "console").lines().toList());
    }

    /** The first block of this language, without its indentation in a list. */
    static String block(Path page, String language) throws IOException {
        Matcher matcher =
                Pattern.compile("(?s)```" + language + "\n(.*?)\n *```").matcher(Files.readString(page));
        assertThat(matcher.find()).as("%s has a block of %s", page, language).isTrue();
        return matcher.group(1).stripIndent();
    }

    /** What is typed, as one script that goes on after an error and prints it. */
    String script() {
        return lines.stream()
                .filter(line -> line.startsWith(PROMPT))
                .map(line -> "try { " + line.substring(PROMPT.length()) + " } { echo \"error: $exception\" }")
                .collect(Collectors.joining(";\n"));
    }

    /** What comes, as regular expressions. */
    List<String> answers() {
        return lines.stream()
                .filter(line -> !line.startsWith(PROMPT))
                .map(DocumentedSession::pattern)
                .toList();
    }

    private static String pattern(String line) {
        return ".*" + Pattern.quote(line).replace("...", "\\E.*\\Q").replaceAll(" {2,}", "\\\\E +\\\\Q") + ".*";
    }

    /** Puts the modules that the launcher comes with into the folder of an instance. */
    static void copyModules(Home home) throws IOException {
        Files.createDirectories(home.module("x").getParent());
        try (var jars = Files.newDirectoryStream(Path.of("target", "modules"), "*.jar")) {
            for (Path jar : jars) {
                Files.copy(jar, home.module(jar.getFileName().toString()));
            }
        }
    }
}
