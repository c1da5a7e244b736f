package dev.vagus.examples.configuration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.ConfigurationListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Announces every change of a setting, whoever made it: this module's operation, a file, the web console. It is the only
 * one who does, by comparing what it knew with what is there now; so each change is announced once.
 */
@Component(immediate = true)
public final class SettingsWatch implements ConfigurationListener {
    private final SettingsStore store;
    private final Announcer announcer;
    /** What was announced last, by module; guarded by itself. */
    private final Map<String, Map<String, Object>> known = new HashMap<>();

    /** Called by the component runtime. */
    @Activate
    public SettingsWatch(@Reference ConfigurationAdmin admin, @Reference Announcer announcer) {
        this.store = new SettingsStore(admin);
        this.announcer = announcer;
        known.putAll(store.readAll());
    }

    /** Called by Config Admin on a thread of its own, after the change. */
    @Override
    public void configurationEvent(ConfigurationEvent event) {
        String module = SettingsStore.moduleOf(event.getPid());
        if (module == null || event.getType() == ConfigurationEvent.CM_LOCATION_CHANGED) {
            return;
        }
        Map<String, Object> now = event.getType() == ConfigurationEvent.CM_DELETED ? Map.of() : store.read(module);
        Map<String, Object> before;
        synchronized (known) {
            Map<String, Object> previous = known.put(module, now);
            before = previous == null ? Map.of() : previous;
        }
        differences(module, before, now).forEach(announcer::announce);
    }

    private static List<ConfigChanged> differences(String module, Map<String, Object> before, Map<String, Object> now) {
        List<ConfigChanged> changes = new ArrayList<>();
        TreeSet<String> settings = new TreeSet<>(before.keySet());
        settings.addAll(now.keySet());
        for (String setting : settings) {
            Object oldValue = before.get(setting);
            Object newValue = now.get(setting);
            if (!sameText(oldValue, newValue)) {
                changes.add(new ConfigChanged(module, setting, oldValue, newValue));
            }
        }
        return changes;
    }

    /** A number that comes back as text, because a file was written in between, has not changed. */
    private static boolean sameText(@Nullable Object a, @Nullable Object b) {
        return a == null || b == null ? a == b : a.toString().equals(b.toString());
    }
}
