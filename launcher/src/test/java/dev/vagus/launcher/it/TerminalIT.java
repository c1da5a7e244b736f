package dev.vagus.launcher.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shell on a pseudo-terminal, which the command {@code script} of Linux makes. */
class TerminalIT {
    private static final Path SCRIPT = Path.of("/usr/bin/script");
    private static final String CTRL_C = "\u0003";

    @TempDir
    private Path folder;

    private Process terminal;
    private Path screen;

    @BeforeEach
    void open() throws Exception {
        assumeThat(Files.isExecutable(SCRIPT) && System.getProperty("os.name").equals("Linux"))
                .as("this system has the command script of Linux")
                .isTrue();
        screen = folder.resolve("screen.txt");
        String java = Path.of(System.getProperty("vagus.java.home", System.getProperty("java.home")), "bin", "java")
                .toString();
        // Whoever runs the tests in the background may ignore SIGINT, and everything that it starts would too.
        String command = "stty cols 120 rows 40; e='env --default-signal=INT'; $e true || e=; exec $e " + java
                + " -Xmx256m -XX:TieredStopAtLevel=1 -jar " + VagusProcess.jar() + " --home " + folder;
        ProcessBuilder builder = new ProcessBuilder(SCRIPT.toString(), "-qec", command, "/dev/null")
                .redirectErrorStream(true)
                .redirectOutput(screen.toFile());
        builder.environment().put("TERM", "xterm");
        terminal = builder.start();
        awaitOnScreen("is up");
        awaitOnScreen("vagus> ");
    }

    @AfterEach
    void close() throws Exception {
        if (terminal != null) {
            terminal.descendants().forEach(ProcessHandle::destroyForcibly);
            terminal.destroyForcibly();
            terminal.waitFor(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void ctrlCEndsTheCommandThatRunsAndExitEndsVagus() throws Exception {
        type(CTRL_C);
        awaitPrompts(2);
        type("event-tail\r");
        awaitOnScreen("following the events");
        type(CTRL_C);
        awaitOnScreen("none came");
        awaitPrompts(3);
        type("vagus:help api-list\r");
        awaitOnScreen("list the operations that can be called now");
        type("exit\r");
        assertThat(terminal.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(terminal.exitValue()).isZero();
    }

    @Test
    void patternsReachTheCommandAsTheyAreTyped() throws Exception {
        type("channel-create Work\r");
        awaitOnScreen("created channel Work");
        type("api-list No*\r");
        awaitOnScreen("no operations");
    }

    private void type(String keys) throws Exception {
        OutputStream keyboard = terminal.getOutputStream();
        keyboard.write(keys.getBytes(StandardCharsets.UTF_8));
        keyboard.flush();
    }

    private void awaitOnScreen(String text) {
        Home.await(text, () -> onScreen().contains(text));
    }

    /** What is typed before the prompt is there again is lost with the interrupt. */
    private void awaitPrompts(int count) {
        Home.await(count + " prompts", () -> onScreen().split("vagus> ", -1).length > count);
    }

    private String onScreen() throws IOException {
        String text = Files.readString(screen);
        assertThat(terminal.isAlive() || text.contains("exit"))
                .as("the terminal has ended: %s", text)
                .isTrue();
        return text;
    }
}
