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

    @Test
    void completesAsksAndFitsTheTerminalOfTheClient() throws Exception {
        try (VagusProcess vagus = new Home(folder)
                        .startUp("--data", folder.resolve("state").toString());
                PseudoTerminal terminal = PseudoTerminal.open(folder, "--attach " + folder.resolve("state"), 60)) {
            terminal.await("vagus> ");
            terminal.run("channel-create Work", "created channel Work");
            terminal.run("channel-sh\tWo\t", "channel +Work");
            String listed = terminal.run("channel-list", "SENT/S");
            assertThat(listed.lines().filter(line -> line.matches("(CHANNEL|SUBSCRIPTIONS|QUEUED|SENT/S) .*")))
                    .as("a block of lines for the channel, which 60 columns have no row for: %s", listed)
                    .hasSize(4)
                    .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(60));
            terminal.answer("channel-remove Wo\t\r", "y/N");
            terminal.run("n", "nothing was done");
            terminal.answer("channel-remove Work\r", "y/N");
            terminal.run("y", "removed channel Work");
            assertThat(terminal.shown()).doesNotContain("InterruptedException");
            assertThat(vagus.err()).isEmpty();
        }
    }
}
