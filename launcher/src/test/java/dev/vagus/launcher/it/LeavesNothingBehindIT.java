package dev.vagus.launcher.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a running instance keeps of modules that have come and gone, the framework's own memory included. What it keeps on
 * purpose is not meant: the history of events, with the cache of its database, has bounds of its own and is switched off.
 */
class LeavesNothingBehindIT {
    private static final Path EXAMPLES = Path.of(System.getProperty("vagus.examples", "target/test-modules"));
    private static final Pattern REPORT = Pattern.compile("bundles=(\\d+) growth=(-?\\d+)");
    private static final long ALLOWED_GROWTH = 2 * 1024 * 1024;

    @TempDir
    private Path folder;

    @Test
    void anExampleModuleThatCameAndWentTwoHundredTimesIsForgotten() throws Exception {
        Home home = new Home(folder);
        Files.writeString(home.conf("dev.vagus.events.cfg"), "history.capacity=0\n");
        try (VagusProcess vagus = home.startUp()) {
            home.newModule("rounds", "1.0.0")
                    .withClass(RoundsActivator.class)
                    .header("Bundle-Activator", RoundsActivator.class.getName())
                    .header(
                            "Test-Jar",
                            EXAMPLES.resolve("labrunner.jar").toUri().toString())
                    .moveTo(home.module("rounds.jar"));
            Home.await("the rounds", () -> !home.recorded().isEmpty());
            Matcher report = REPORT.matcher(home.recorded().get(0));
            assertThat(report.matches()).as(home.recorded().get(0)).isTrue();
            assertThat(Integer.parseInt(report.group(1)))
                    .as("bundle objects of %s that are left", RoundsActivator.ROUNDS)
                    .isLessThanOrEqualTo(1);
            assertThat(Long.parseLong(report.group(2)))
                    .as("growth of the heap in bytes")
                    .isLessThan(ALLOWED_GROWTH);
            assertThat(vagus.err()).isEmpty();
        }
    }
}
