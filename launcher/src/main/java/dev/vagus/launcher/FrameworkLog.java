package dev.vagus.launcher;

import org.apache.felix.framework.Logger;
import org.jspecify.annotations.Nullable;

/** The framework's own log lines. They go to the log only: what concerns the user the launcher says in its own words. */
final class FrameworkLog extends Logger {
    private final Reporter reporter;

    FrameworkLog(Reporter reporter) {
        this.reporter = reporter;
        setLogLevel(LOG_WARNING);
    }

    @Override
    protected void doLog(int level, String message, @Nullable Throwable failure) {
        reporter.quiet(level == LOG_ERROR ? Reporter.Level.ERROR : Reporter.Level.WARN, message);
    }
}
