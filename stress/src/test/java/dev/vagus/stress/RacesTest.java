package dev.vagus.stress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs every race for a short while; the README of this module says how to run them for long. */
class RacesTest {
    private static final String MILLIS = System.getProperty("vagus.stress.millis", "300");
    private static final long LIMIT_MINUTES = 60;
    private static final Pattern RESULT = Pattern.compile(
            "Results: (\\d+) planned; (\\d+) passed, (\\d+) failed, (\\d+) soft errs, (\\d+) hard errs");

    @TempDir
    private Path folder;

    @Test
    void noRaceEndsOtherwiseThanItsInvariantAllows() throws Exception {
        Path output = folder.resolve("output.txt");
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "org.openjdk.jcstress.Main",
                "-f",
                "1",
                "-iters",
                "1",
                "-time",
                MILLIS,
                "-sc",
                "false",
                "-jvmArgs",
                "-Xmx256m",
                "-r",
                folder.resolve("report").toString());
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)).isTrue();
        String said = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(said).isZero();
        Matcher last = RESULT.matcher(said);
        String result = last.results()
                .map(MatchResult::group)
                .reduce((one, next) -> next)
                .orElse("no result");
        assertThat(result).as(said).contains(", 0 failed, 0 soft errs, 0 hard errs");
        assertThat(said).contains("All remaining tests: " + races() + " matching test results");
    }

    private static long races() throws IOException {
        try (Stream<Path> sources = Files.list(Path.of("src/main/java/dev/vagus/stress"))) {
            long races = sources.filter(RacesTest::isRace).count();
            assertThat(races).isGreaterThan(10);
            return races;
        }
    }

    private static boolean isRace(Path source) {
        try {
            return Files.readString(source, StandardCharsets.UTF_8).contains("@JCStressTest");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
