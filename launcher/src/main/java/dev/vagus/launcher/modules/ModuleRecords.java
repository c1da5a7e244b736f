package dev.vagus.launcher.modules;

import dev.vagus.launcher.PropertiesFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The {@link ModuleRecord}s by symbolic name, in a file that is rewritten at each change. For one thread. */
final class ModuleRecords {
    private final PropertiesFile file;
    private final Map<String, ModuleRecord> records = new TreeMap<>();

    ModuleRecords(Path path) throws IOException {
        file = new PropertiesFile(path, "modules: content installed, last working, and rejected");
        Properties properties = file.read();
        for (String key : properties.stringPropertyNames()) {
            int slash = key.indexOf('/');
            if (slash > 0) {
                records.computeIfAbsent(key.substring(0, slash), name -> read(properties, name));
            }
        }
    }

    ModuleRecord get(String symbolicName) {
        return records.getOrDefault(symbolicName, ModuleRecord.NONE);
    }

    void put(String symbolicName, ModuleRecord next) throws IOException {
        if (!next.equals(records.put(symbolicName, next))) {
            write();
        }
    }

    void remove(String symbolicName) throws IOException {
        if (records.remove(symbolicName) != null) {
            write();
        }
    }

    Set<String> names() {
        return Set.copyOf(records.keySet());
    }

    /** Every content that some record speaks of. */
    Set<String> digests() {
        Set<String> digests = new HashSet<>();
        for (ModuleRecord module : records.values()) {
            Stream.of(module.installed(), module.working()).forEach(content -> {
                if (content != null) {
                    digests.add(content.digest());
                }
            });
        }
        return digests;
    }

    private static ModuleRecord read(Properties properties, String name) {
        return new ModuleRecord(
                content(properties.getProperty(name + "/installed")),
                content(properties.getProperty(name + "/working")),
                content(properties.getProperty(name + "/rejected")),
                properties.getProperty(name + "/reason", ""),
                properties.getProperty(name + "/needs", "").lines().toList());
    }

    private static @Nullable ModuleContent content(@Nullable String text) {
        List<String> fields = text == null ? List.of() : List.of(text.split(" ", 2));
        return fields.size() == 2 ? new ModuleContent(fields.get(0), fields.get(1)) : null;
    }

    private void write() throws IOException {
        Properties properties = new Properties();
        records.forEach((name, module) -> {
            put(properties, name + "/installed", module.installed());
            put(properties, name + "/working", module.working());
            put(properties, name + "/rejected", module.rejected());
            properties.setProperty(name + "/reason", module.reason());
            properties.setProperty(name + "/needs", String.join("\n", module.needs()));
        });
        file.write(properties);
    }

    private static void put(Properties properties, String key, @Nullable ModuleContent content) {
        if (content != null) {
            properties.setProperty(key, content.digest() + " " + content.version());
        }
    }
}
