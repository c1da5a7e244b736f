package dev.vagus.launcher.attach;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The terminal of this process, switched so that every key comes as it is typed, by the system's {@code stty}. Restored
 * once, by whoever is first.
 */
final class RawTerminal implements AutoCloseable {
    private static final Path DEVICE = Path.of("/dev/tty");
    private static final int LIMIT_SECONDS = 5;

    private final String before;
    private boolean restored; // guarded by this

    private RawTerminal(String before) {
        this.before = before;
    }

    /** Switches it. */
    static RawTerminal open() throws IOException, InterruptedException {
        RawTerminal terminal = new RawTerminal(stty("-g"));
        stty("raw", "-echo");
        return terminal;
    }

    /** Its width and height, in characters. */
    static int[] size() throws IOException, InterruptedException {
        String[] words = stty("size").split(" ");
        try {
            int rows = Integer.parseInt(words[0]);
            int columns = Integer.parseInt(words[1]);
            return rows > 0 && columns > 0 ? new int[] {columns, rows} : new int[] {80, 24};
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw new IOException("stty size says " + String.join(" ", words), e);
        }
    }

    private static String stty(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("stty"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectInput(DEVICE.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroy();
            throw new IOException("stty " + String.join(" ", arguments) + " does not work on this terminal: " + said);
        }
        return said;
    }

    @Override
    public synchronized void close() throws IOException {
        if (restored) {
            return;
        }
        restored = true;
        try {
            stty(before);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
