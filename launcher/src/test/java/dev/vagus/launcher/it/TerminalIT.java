package dev.vagus.launcher.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shell on a pseudo-terminal. */
class TerminalIT {
    @TempDir
    private Path folder;

    private PseudoTerminal terminal;

    @BeforeEach
    void open() throws Exception {
        terminal = PseudoTerminal.open(folder, "--home " + folder);
        terminal.await("is up");
        terminal.await("vagus> ");
    }

    @AfterEach
    void close() throws Exception {
        if (terminal != null) {
            terminal.close();
        }
    }

    @Test
    void ctrlCEndsTheCommandThatRunsAndExitEndsVagus() throws Exception {
        terminal.type(PseudoTerminal.CTRL_C);
        // What is typed before the prompt is there again is lost with the interrupt.
        terminal.awaitTimes("vagus> ", 2);
        terminal.type("event-tail\r");
        terminal.await("following the events");
        terminal.type(PseudoTerminal.CTRL_C);
        terminal.await("none came");
        terminal.awaitTimes("vagus> ", 3);
        terminal.type("vagus:help api-list\r");
        terminal.await("list the operations that can be called now");
        terminal.type("exit\r");
        assertThat(terminal.awaitExit()).isZero();
    }

    @Test
    void ctrlCEndsASelfTestThatTakesAwayWhatItBrought() throws Exception {
        terminal.type("self-test stress --duration 1h\r");
        terminal.await("a load of 1h by 2 threads");
        terminal.await("RESULT");
        terminal.type(PseudoTerminal.CTRL_C);
        terminal.awaitTimes("vagus> ", 2);
        terminal.type("status\r");
        terminal.await("0 channels, 0 subscriptions, 0 messages queued");
    }

    @Test
    void patternsReachTheCommandAsTheyAreTyped() throws Exception {
        terminal.type("channel-create Work\r");
        terminal.await("created channel Work");
        terminal.type("api-list No*\r");
        terminal.await("no operations");
    }
}
