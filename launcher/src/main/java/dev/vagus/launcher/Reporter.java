package dev.vagus.launcher;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the launcher says what it does: warnings and errors go to the terminal's error stream, one line each, and
 * everything goes to the log. Until the log is there lines are kept and handed over when it comes. Any thread may call.
 */
public final class Reporter {
    private static final int KEPT_LINES = 500;

    /** The log as far as the launcher needs it. */
    public interface Log {
        void write(Level level, String line);
    }

    /** How serious a line is. */
    public enum Level {
        INFO,
        WARN,
        ERROR
    }

    private record Line(Level level, String text) {}

    private final PrintStream terminal;
    private final List<Line> kept = new ArrayList<>(); // guarded by this
    private @Nullable Log log; // guarded by this

    public Reporter(PrintStream terminal) {
        this.terminal = terminal;
    }

    public void info(String line) {
        write(Level.INFO, line);
    }

    public void warn(String line) {
        terminal.println("warning: " + line);
        write(Level.WARN, line);
    }

    public void error(String line) {
        terminal.println("error: " + line);
        write(Level.ERROR, line);
    }

    /** For the log alone, whatever its level: what the framework or a bundle reports by itself. */
    public void quiet(Level level, String line) {
        write(level, line);
    }

    /** From now on lines go to this log, those kept so far first. */
    public synchronized void connect(Log target) {
        log = target;
        kept.forEach(line -> target.write(line.level(), line.text()));
        kept.clear();
    }

    /** The log is about to go away. */
    public synchronized void disconnect() {
        log = null;
    }

    private synchronized void write(Level level, String text) {
        if (log != null) {
            log.write(level, text);
        } else if (kept.size() < KEPT_LINES) {
            kept.add(new Line(level, text));
        }
    }
}
