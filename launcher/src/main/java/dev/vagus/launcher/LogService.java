package dev.vagus.launcher;

import dev.vagus.launcher.command.Services;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;

/** The launcher's lines in the log that the logging bundle keeps. */
final class LogService implements Reporter.Log {
    private static final String FACTORY = "org.osgi.service.log.LoggerFactory";

    private final Services logger;

    private LogService(Services logger) {
        this.logger = logger;
    }

    /** Null if there is no logging service. */
    static @Nullable LogService find(BundleContext context) throws LaunchException {
        try {
            Services factory = Services.find(context, FACTORY);
            Object logger =
                    factory == null ? null : factory.call("getLogger", List.of(String.class), "dev.vagus.launcher");
            if (factory == null || logger == null) {
                return null;
            }
            ClassLoader loader = factory.type().getClassLoader();
            return new LogService(Services.view(Class.forName("org.osgi.service.log.Logger", false, loader), logger));
        } catch (Exception e) {
            throw new LaunchException("cannot write to the log: " + Failures.cause(e), e);
        }
    }

    @Override
    public void write(Reporter.Level level, String line) {
        try {
            logger.call(level.name().toLowerCase(Locale.ROOT), List.of(String.class), line);
        } catch (Exception e) {
            throw new IllegalStateException("cannot write to the log: " + Failures.cause(e), e);
        }
    }
}
