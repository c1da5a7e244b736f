package dev.vagus.launcher.platform;

import dev.vagus.launcher.Failures;
import dev.vagus.launcher.Reporter;
import dev.vagus.launcher.command.Services;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;

/**
 * Deletes configurations that came from a file of the configuration folder which is no longer there. File Install sees
 * files go while it runs, but not those that went while it was down. Works when Config Admin registers itself, so that
 * nobody sees what is stale.
 */
public final class StaleConfigurations implements ServiceListener {
    private static final String ADMIN = "org.osgi.service.cm.ConfigurationAdmin";
    private static final String CONFIGURATION = "org.osgi.service.cm.Configuration";
    private static final String FILE_NAME = "felix.fileinstall.filename";

    private final BundleContext context;
    private final Reporter reporter;

    private StaleConfigurations(BundleContext context, Reporter reporter) {
        this.context = context;
        this.reporter = reporter;
    }

    /** Call it before the framework starts. */
    public static void deleteAtStart(BundleContext context, Reporter reporter) {
        try {
            context.addServiceListener(new StaleConfigurations(context, reporter), "(objectClass=" + ADMIN + ")");
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("the filter is a constant", e);
        }
    }

    @Override
    public void serviceChanged(ServiceEvent event) {
        if (event.getType() != ServiceEvent.REGISTERED) {
            return;
        }
        context.removeServiceListener(this);
        try {
            Services admin = Services.find(context, ADMIN);
            if (admin != null) {
                deleteStale(admin);
            }
        } catch (Exception e) {
            reporter.warn("configurations whose file is gone may still be in force: " + Failures.cause(e));
        }
    }

    private void deleteStale(Services admin) throws Exception {
        Class<?> type = Class.forName(CONFIGURATION, false, admin.type().getClassLoader());
        Object all = admin.call("listConfigurations", List.of(String.class), "(" + FILE_NAME + "=*)");
        for (Object found : Services.elements(all)) {
            Services configuration = Services.view(type, found);
            Object properties = configuration.call("getProperties", List.of());
            if (properties instanceof Dictionary<?, ?> map
                    && map.get(FILE_NAME) instanceof String file
                    && !Files.exists(Path.of(URI.create(file)))) {
                reporter.info("configuration " + configuration.call("getPid", List.of()) + " is deleted: " + file
                        + " is gone");
                configuration.call("delete", List.of());
            }
        }
    }
}
