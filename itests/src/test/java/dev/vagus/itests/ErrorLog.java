package dev.vagus.itests;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.framework.BundleContext;
import org.osgi.service.log.LogEntry;
import org.osgi.service.log.LogLevel;
import org.osgi.service.log.LogReaderService;

/** The errors that are logged from its opening on, by whichever bundle. The class path has no log service, only bundles have. */
final class ErrorLog {
    private final List<String> errors = new CopyOnWriteArrayList<>();

    static ErrorLog open(BundleContext context) {
        ErrorLog log = new ErrorLog();
        InModule.service(context, LogReaderService.class).addLogListener(log::note);
        return log;
    }

    private void note(LogEntry entry) {
        if (entry.getLogLevel() == LogLevel.ERROR) {
            errors.add(entry.getBundle() + " " + entry.getLoggerName() + ": " + entry.getMessage()
                    + (entry.getException() == null ? "" : " " + entry.getException()));
        }
    }

    List<String> errors() {
        return errors;
    }
}
