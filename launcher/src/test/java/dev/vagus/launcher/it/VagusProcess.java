package dev.vagus.launcher.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** The built {@code vagus.jar} as a child process, with what it prints. Closing it ends it by force. */
final class VagusProcess implements AutoCloseable {
    private static final int LIMIT_SECONDS = 60;

    private final Process process;
    private final List<String> out = new CopyOnWriteArrayList<>();
    private final List<String> err = new CopyOnWriteArrayList<>();
    private final List<Thread> readers = new ArrayList<>();

    private VagusProcess(Process process) {
        this.process = process;
        readers.add(read(process.inputReader(), out));
        readers.add(read(process.errorReader(), err));
    }

    static Path jar() {
        return Path.of(System.getProperty("vagus.jar", "target/vagus.jar")).toAbsolutePath();
    }

    static VagusProcess start(Path home, String... options) throws IOException {
        return start(jar(), home, options);
    }

    static VagusProcess start(Path jar, Path home, String... options) throws IOException {
        List<String> all = new ArrayList<>(List.of("--home", home.toString()));
        all.addAll(List.of(options));
        return launch(jar, all.toArray(new String[0]));
    }

    /**
     * With these options alone, and with Ctrl-C heard: whoever runs the tests in the background may ignore it, and everything
     * that it starts would too.
     */
    static VagusProcess launchInForeground(Path jar, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
        command.addAll(command(jar, options));
        return new VagusProcess(new ProcessBuilder(command).start());
    }

    /** With these options alone. */
    static VagusProcess launch(Path jar, String... options) throws IOException {
        return new VagusProcess(new ProcessBuilder(command(jar, options)).start());
    }

    private static List<String> command(Path jar, String... options) {
        Path java = Path.of(System.getProperty("vagus.java.home", System.getProperty("java.home")), "bin", "java");
        List<String> command = new ArrayList<>(List.of(
                java.toString(), "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar", jar.toString()));
        command.addAll(List.of(options));
        return command;
    }

    /** Standard input comes to its end. */
    VagusProcess closeInput() throws IOException {
        process.getOutputStream().close();
        return this;
    }

    List<String> out() {
        return out;
    }

    /** What came on standard error, without what newer platforms say about the framework's own code. */
    List<String> err() {
        return err.stream().filter(line -> !line.startsWith("WARNING: ")).toList();
    }

    /** What came on standard output has lines like these, in this order; others may be between them. */
    void assertOut(List<String> patterns) {
        int from = 0;
        for (String pattern : patterns) {
            int at = from;
            while (at < out.size() && !out.get(at).matches(pattern)) {
                at++;
            }
            if (at == out.size()) {
                throw new AssertionError(
                        "no line like '" + pattern + "' from line " + from + " on in\n" + String.join("\n", out));
            }
            from = at + 1;
        }
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    void awaitOut(String text) {
        Home.await("standard output with " + text, () -> has(out, text));
    }

    void awaitErr(String text) {
        Home.await("standard error with " + text, () -> has(err, text));
    }

    /** What {@code kill} without an option sends. */
    int terminate() throws InterruptedException {
        process.destroy();
        return awaitExit();
    }

    /** What {@code kill -9} sends. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        awaitExit();
    }

    int awaitExit() throws InterruptedException {
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("the process has not ended; out " + out + ", err " + err);
        }
        for (Thread reader : readers) {
            reader.join(TimeUnit.SECONDS.toMillis(LIMIT_SECONDS));
        }
        return process.exitValue();
    }

    private boolean has(List<String> lines, String text) {
        boolean found = lines.stream().anyMatch(line -> line.contains(text));
        if (!found && !process.isAlive()) {
            throw new AssertionError("the process has ended; out " + out + ", err " + err);
        }
        return found;
    }

    private static Thread read(BufferedReader from, List<String> into) {
        Thread reader = new Thread(
                () -> {
                    try (from) {
                        from.lines().forEach(into::add);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                "test-reader");
        reader.setDaemon(true);
        reader.start();
        return reader;
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
    }
}
