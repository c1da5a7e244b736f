package dev.vagus.launcher;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Constants;

/** The framework's launch properties: ours, then what was given as system properties with a known prefix. */
final class FrameworkSettings {
    /** The start level of the modules: above everything in the jar, so that they stop first. */
    static final int MODULE_LEVEL = 20;

    private FrameworkSettings() {}

    @SuppressWarnings({"unchecked", "rawtypes"
    }) // the logger is an object, which the framework takes and the type denies
    static Map<String, String> of(Folders folders, @Nullable Integer http, Path logback, Reporter reporter) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(Constants.FRAMEWORK_STORAGE, folders.cache().toString());
        settings.put(Constants.FRAMEWORK_BEGINNING_STARTLEVEL, Integer.toString(MODULE_LEVEL));
        settings.put("felix.cache.locking", "false"); // the data folder as a whole is locked
        settings.put("felix.log.logger", new FrameworkLog(reporter));
        settings.put("felix.cm.dir", folders.data().resolve("config").toString());
        settings.put("dev.vagus.store.dir", folders.data().resolve("store").toString());
        settings.put("org.ops4j.pax.logging.StaticLogbackFile", logback.toString());
        settings.put("org.ops4j.pax.logging.DefaultServiceLog.level", "ERROR");
        settings.put("felix.fileinstall.dir", folders.conf().toString());
        settings.put("felix.fileinstall.filter", ".*\\.cfg");
        settings.put("felix.fileinstall.tmpdir", folders.data().resolve("tmp").toString());
        settings.put("felix.fileinstall.noInitialDelay", "true");
        settings.put("felix.fileinstall.poll", "500");
        settings.put("felix.fileinstall.subdir.mode", "skip");
        settings.put("felix.fileinstall.enableConfigSave", "false");
        // JLine finds sun.misc.Signal by name: without it Ctrl-C ends the JVM instead of the command that runs.
        settings.put(Constants.FRAMEWORK_BOOTDELEGATION, "sun.misc");
        settings.put("gosh.home", folders.data().toString());
        if (http != null) {
            settings.put("org.osgi.service.http.port", Integer.toString(http));
            settings.put("org.apache.felix.http.host", "127.0.0.1");
        }
        System.getProperties().forEach((key, value) -> {
            if (key instanceof String name && isOurs(name)) {
                settings.put(name, value);
            }
        });
        return (Map) settings;
    }

    private static boolean isOurs(String name) {
        return name.startsWith("felix.")
                || name.startsWith("org.osgi.")
                || name.startsWith("org.apache.felix.")
                || name.startsWith("org.ops4j.")
                || name.startsWith("dev.vagus.");
    }
}
