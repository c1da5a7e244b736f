package dev.vagus.launcher.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page about running Vagus shows is run, in an instance that somebody attaches to. */
class OperationsPageIT {
    @TempDir
    private Path folder;

    @Test
    void theSessionOfThePageGoesAsItSays() throws Exception {
        Home home = new Home(folder);
        DocumentedSession.copyModules(home);
        DocumentedSession session = DocumentedSession.of("operations.md");
        try (VagusProcess vagus = home.startUp();
                VagusProcess client = VagusProcess.launch(
                        VagusProcess.jar(), "--attach", folder.toString(), "-c", session.script())) {
            assertThat(client.awaitExit()).isZero();
            client.assertOut(session.answers());
            // What the self-test breaks on purpose is told like any failure.
            assertThat(client.err()).allMatch(line -> line.contains("SelfTest_"));
            assertThat(vagus.terminate()).isEqualTo(143);
        }
    }
}
