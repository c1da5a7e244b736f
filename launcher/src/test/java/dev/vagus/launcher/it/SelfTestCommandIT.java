package dev.vagus.launcher.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether a script learns from the exit status how Vagus is. */
class SelfTestCommandIT {
    @TempDir
    Path folder;

    @Test
    void allIsWellInAFreshInstance() throws Exception {
        try (VagusProcess vagus = new Home(folder).start("-c", "vagus:self-test basic; vagus:status")) {
            assertThat(vagus.awaitExit()).as("%s %s", vagus.out(), vagus.err()).isZero();
            // What it lets fail on purpose is told as it always is, by the names of the self-test.
            assertThat(vagus.err())
                    .allMatch(
                            line -> line.matches("WARN .*(self-test-1|SelfTest_|module vagus-shell showed a token).*"));
            assertThat(vagus.out())
                    .anyMatch(line -> line.matches("PASSED +breaker +breaker recovers .*recovery time of 200 ms.*"))
                    .anyMatch(line -> line.matches("PASSED +store +event persisted .*"))
                    .anyMatch(line -> line.contains("20 passed, 0 failed, 0 skipped; 100.0 % of those tried passed"))
                    .anyMatch(line -> line.startsWith("HEALTHY at "));
        }
    }

    @Test
    void aChannelThatDeliversNothingFailsTheScript() throws Exception {
        String script = "channel-create Lab; channel-test Lab; bus-pause Lab --reason repair;"
                + " channel-test Lab --timeout 300ms";
        try (VagusProcess vagus = new Home(folder).start("-c", script)) {
            assertThat(vagus.awaitExit()).isEqualTo(1);
            assertThat(vagus.out()).anyMatch(line -> line.startsWith("the message came back after "));
            assertThat(vagus.err())
                    .last()
                    .asString()
                    .startsWith("error: channel Lab: nothing came back: the channel is paused: repair");
        }
    }
}
