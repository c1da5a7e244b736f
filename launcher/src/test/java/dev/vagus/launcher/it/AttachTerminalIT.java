package dev.vagus.launcher.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person's terminal joined to an instance that has none. */
class AttachTerminalIT {
    @TempDir
    private Path folder;

    @Test
    void opensTheShellOfTheInstanceAndLeavesItRunning() throws Exception {
        try (VagusProcess vagus = new Home(folder)
                        .startUp("--data", folder.resolve("state").toString());
                PseudoTerminal terminal = PseudoTerminal.open(folder, "--attach " + folder.resolve("state"))) {
            terminal.await("vagus> ");
            terminal.type("channel-create Work\r");
            terminal.await("created channel Work");
            terminal.type("event-tail\r");
            terminal.await("following the events");
            terminal.type(PseudoTerminal.CTRL_C);
            terminal.await("none came");
            terminal.awaitTimes("vagus> ", 3);
            terminal.type("api-list No*\r");
            terminal.await("no operations");
            terminal.type("exit\r");
            assertThat(terminal.awaitExit()).isZero();
            assertThat(vagus.isAlive()).isTrue();
            assertThat(vagus.terminate()).isEqualTo(143);
        }
    }
}
