package dev.vagus.launcher.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The built {@code vagus.jar} on a pseudo-terminal, which the command {@code script} of Linux makes. */
final class PseudoTerminal implements AutoCloseable {
    static final String CTRL_C = "\u0003";

    private static final Path SCRIPT = Path.of("/usr/bin/script");
    private static final int LIMIT_SECONDS = 30;
    private static final String PROMPT = "vagus> ";

    /** What moves the cursor and colours the text. */
    private static final Pattern CONTROL = Pattern.compile("\u001b(\\[[0-9;?]*[A-Za-z]|[=>])|[\r\u0007\b]");

    private final Process process;
    private final Path screen;

    private PseudoTerminal(Process process, Path screen) {
        this.process = process;
        this.screen = screen;
    }

    /** One of 120 columns; skips the test where there is no such command. */
    static PseudoTerminal open(Path folder, String options) throws IOException {
        return open(folder, options, 120);
    }

    /** One of this width. */
    static PseudoTerminal open(Path folder, String options, int columns) throws IOException {
        assumeThat(Files.isExecutable(SCRIPT) && System.getProperty("os.name").equals("Linux"))
                .as("this system has the command script of Linux")
                .isTrue();
        Path screen = Files.createTempFile(folder, "screen", ".txt");
        String java = Path.of(System.getProperty("vagus.java.home", System.getProperty("java.home")), "bin", "java")
                .toString();
        // Whoever runs the tests in the background may ignore SIGINT, and everything that it starts would too.
        String command = "stty cols " + columns + " rows 40; e='env --default-signal=INT'; $e true || e=; exec $e "
                + java + " -Xmx256m -XX:TieredStopAtLevel=1 -jar " + VagusProcess.jar() + " " + options;
        ProcessBuilder builder = new ProcessBuilder(SCRIPT.toString(), "-qec", command, "/dev/null")
                .redirectErrorStream(true)
                .redirectOutput(screen.toFile());
        builder.environment().put("TERM", "xterm");
        return new PseudoTerminal(builder.start(), screen);
    }

    void type(String keys) throws IOException {
        OutputStream keyboard = process.getOutputStream();
        keyboard.write(keys.getBytes(StandardCharsets.UTF_8));
        keyboard.flush();
    }

    /**
     * Types a line, waits until this text and then the prompt are shown, and gives what was shown meanwhile, without what
     * moves the cursor and colours the text.
     */
    String run(String line, String expected) throws IOException {
        return answer(line + "\r", expected + "(?s:.*)" + PROMPT);
    }

    /** Types these keys, and waits until what is shown then has something that matches; gives all of that. */
    String answer(String keys, String pattern) throws IOException {
        int before = shown().length();
        type(keys);
        Pattern expected = Pattern.compile(pattern);
        Home.await("on the screen " + pattern, () -> expected.matcher(since(before))
                .find());
        return since(before);
    }

    private String since(int position) throws IOException {
        return CONTROL.matcher(shown().substring(position)).replaceAll("");
    }

    /** Waits until this text was shown. */
    void await(String text) {
        awaitTimes(text, 1);
    }

    /** Waits until this text was shown so often. */
    void awaitTimes(String text, int count) {
        Home.await(count + " times " + text, () -> shown().split(Pattern.quote(text), -1).length > count);
    }

    /** Everything that was shown. */
    String shown() throws IOException {
        String text = Files.readString(screen);
        assertThat(process.isAlive() || text.contains("exit"))
                .as("the terminal has ended: %s", text)
                .isTrue();
        return text;
    }

    int awaitExit() throws InterruptedException {
        assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    @Override
    public void close() throws InterruptedException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.waitFor(10, TimeUnit.SECONDS);
    }
}
