package dev.vagus.examples.configuration;

import java.io.IOException;
import java.util.Collections;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** The settings of each module as one configuration, {@code vagus.example.settings.<module>}. */
final class SettingsStore {
    private static final String PREFIX = "vagus.example.settings.";
    private static final String ANY_LOCATION = "?";

    private final ConfigurationAdmin admin;

    SettingsStore(ConfigurationAdmin admin) {
        this.admin = admin;
    }

    /** The module whose settings this configuration holds; null when it is about something else. */
    static @Nullable String moduleOf(String pid) {
        return pid.startsWith(PREFIX) ? pid.substring(PREFIX.length()) : null;
    }

    /** The settings of one module, by name; empty when it has none. */
    Map<String, Object> read(String module) {
        try {
            Configuration[] found = admin.listConfigurations("(service.pid=" + pid(module) + ")");
            return found == null ? Map.of() : settingsOf(found[0]);
        } catch (IOException | InvalidSyntaxException e) {
            throw SettingException.storage(module, e);
        }
    }

    /** The settings of every module that has some, by module. */
    Map<String, Map<String, Object>> readAll() {
        Map<String, Map<String, Object>> all = new TreeMap<>();
        try {
            Configuration[] found = admin.listConfigurations("(service.pid=" + PREFIX + "*)");
            for (Configuration configuration : found == null ? new Configuration[0] : found) {
                all.put(configuration.getPid().substring(PREFIX.length()), settingsOf(configuration));
            }
        } catch (IOException | InvalidSyntaxException e) {
            throw SettingException.storage("*", e);
        }
        return all;
    }

    void write(String module, String setting, Object value) {
        try {
            Configuration configuration = admin.getConfiguration(pid(module), ANY_LOCATION);
            Dictionary<String, Object> present = configuration.getProperties();
            Dictionary<String, Object> properties = present == null ? new Hashtable<>() : present;
            properties.put(setting, value);
            configuration.updateIfDifferent(properties);
        } catch (IOException e) {
            throw SettingException.storage(module, e);
        }
    }

    private static String pid(String module) {
        if (!module.matches("[A-Za-z0-9_-]+")) {
            throw SettingException.invalid("module name", module, "use letters, digits, '_' and '-'");
        }
        return PREFIX + module;
    }

    private static Map<String, Object> settingsOf(Configuration configuration) {
        Map<String, Object> settings = new TreeMap<>();
        Dictionary<String, Object> properties = configuration.getProperties();
        if (properties != null) {
            for (String key : Collections.list(properties.keys())) {
                // Dotted ones are the platform's own, such as service.pid.
                if (key.indexOf('.') < 0) {
                    settings.put(key, properties.get(key));
                }
            }
        }
        return settings;
    }
}
