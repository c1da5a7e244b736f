package dev.vagus.examples.configuration;

import java.io.IOException;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** As much of Config Admin as settings need, in memory. */
final class SettingsInMemory implements ConfigurationAdmin {
    private final Map<String, InMemory> configurations = new TreeMap<>();

    @Override
    public Configuration getConfiguration(String pid, @Nullable String location) {
        return configurations.computeIfAbsent(pid, InMemory::new);
    }

    @Override
    public Configuration @Nullable [] listConfigurations(String filter) {
        // The two forms that are asked for: one pid, or all with a prefix.
        String wanted = filter.substring("(service.pid=".length(), filter.length() - 1);
        Configuration[] found = configurations.values().stream()
                .filter(c -> c.properties != null)
                .filter(c -> wanted.endsWith("*")
                        ? c.pid.startsWith(wanted.substring(0, wanted.length() - 1))
                        : c.pid.equals(wanted))
                .toArray(Configuration[]::new);
        return found.length == 0 ? null : found;
    }

    @Override
    public Configuration createFactoryConfiguration(String factoryPid) throws IOException {
        throw new IOException("not needed");
    }

    @Override
    public Configuration createFactoryConfiguration(String factoryPid, String location) throws IOException {
        throw new IOException("not needed");
    }

    @Override
    public Configuration getConfiguration(String pid) throws IOException {
        throw new IOException("a configuration without a location would be bound to this bundle");
    }

    @Override
    public Configuration getFactoryConfiguration(String factoryPid, String name, String location) throws IOException {
        throw new IOException("not needed");
    }

    @Override
    public Configuration getFactoryConfiguration(String factoryPid, String name) throws IOException {
        throw new IOException("not needed");
    }

    private final class InMemory implements Configuration {
        private final String pid;
        private @Nullable Dictionary<String, Object> properties;

        InMemory(String pid) {
            this.pid = pid;
        }

        @Override
        public String getPid() {
            return pid;
        }

        @Override
        public @Nullable Dictionary<String, Object> getProperties() {
            return properties;
        }

        @Override
        public boolean updateIfDifferent(Dictionary<String, ?> update) {
            boolean different = !update.equals(properties);
            update(update);
            return different;
        }

        @Override
        public void update(Dictionary<String, ?> update) {
            Hashtable<String, Object> copy = new Hashtable<>();
            update.keys().asIterator().forEachRemaining(key -> copy.put(key, update.get(key)));
            copy.put("service.pid", pid);
            properties = copy;
        }

        @Override
        public void delete() {
            configurations.remove(pid);
        }

        @Override
        public @Nullable Dictionary<String, Object> getProcessedProperties(ServiceReference<?> reference) {
            return properties;
        }

        @Override
        public @Nullable String getFactoryPid() {
            return null;
        }

        @Override
        public void update() throws IOException {
            throw new IOException("not needed");
        }

        @Override
        public void setBundleLocation(String location) {
            throw new IllegalStateException("not needed");
        }

        @Override
        public String getBundleLocation() {
            return "?";
        }

        @Override
        public long getChangeCount() {
            return 0;
        }

        @Override
        public void addAttributes(ConfigurationAttribute... attributes) throws IOException {
            throw new IOException("not needed");
        }

        @Override
        public Set<ConfigurationAttribute> getAttributes() {
            return Set.of();
        }

        @Override
        public void removeAttributes(ConfigurationAttribute... attributes) throws IOException {
            throw new IOException("not needed");
        }
    }
}
