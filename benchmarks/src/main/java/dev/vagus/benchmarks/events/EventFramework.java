package dev.vagus.benchmarks.events;

import dev.vagus.benchmarks.LocalFramework;
import dev.vagus.events.EventPublisher;
import dev.vagus.events.HandlerSnapshot;
import dev.vagus.events.internal.component.EventsComponent;
import dev.vagus.spi.HistoryStore;
import dev.vagus.store.internal.component.StoreComponent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.h2.Driver;
import org.h2.util.OsgiDataSourceFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.service.event.EventAdmin;

/**
 * A real framework with one EventAdmin, and a module that raises events and has the handlers. Felix's is its bundle as it
 * was released. Ours is its own component, made as the component runtime would make it, with the context of a bundle of its
 * own.
 */
public final class EventFramework implements AutoCloseable {
    private static final String FELIX_JAR = "/peers/org.apache.felix.eventadmin.jar";
    private static final String FELIX_PREFIX = "org.apache.felix.eventadmin.";
    private static final String ERRORS_ONLY = "1";

    private final LocalFramework framework;
    private final BundleContext module;
    private final Runnable stop;
    private final boolean ours;

    private EventFramework(LocalFramework framework, boolean ours, Runnable stop) {
        this.framework = framework;
        this.ours = ours;
        this.stop = stop;
        module = framework.start("module").getBundleContext();
    }

    private static LocalFramework framework(Map<String, String> properties) {
        Map<String, String> all = new HashMap<>(properties);
        all.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, "org.osgi.service.event;version=1.4.1");
        return new LocalFramework(all);
    }

    /** With the events bundle of Vagus and this configuration; its defaults where that says nothing. */
    static EventFramework vagus(Map<String, Object> configuration) {
        LocalFramework framework = framework(Map.of());
        Bundle own = framework.start("events");
        EventsComponent component = new EventsComponent(own.getBundleContext(), configuration);
        return new EventFramework(framework, true, () -> LocalFramework.deactivate(component));
    }

    /** With the events bundle of Vagus and its store, with this configuration, on H2 in this folder. */
    static EventFramework vagusWithStore(Path folder, Map<String, Object> configuration) {
        LocalFramework framework = framework(Map.of("dev.vagus.store.dir", folder.toString()));
        Bundle own = framework.start("events");
        EventsComponent events = new EventsComponent(own.getBundleContext(), Map.of());
        Bundle ofStore = framework.start("store");
        StoreComponent store =
                new StoreComponent(ofStore.getBundleContext(), new OsgiDataSourceFactory(new Driver()), configuration);
        ofStore.getBundleContext().registerService(HistoryStore.class, store, null);
        return new EventFramework(framework, true, () -> {
            LocalFramework.deactivate(events);
            LocalFramework.deactivate(store);
        });
    }

    /** With Felix Event Admin and these framework properties, without their prefix. */
    static EventFramework felix(Map<String, String> properties) {
        Map<String, String> prefixed = new HashMap<>();
        properties.forEach((key, value) -> prefixed.put(FELIX_PREFIX + key, value));
        prefixed.put(FELIX_PREFIX + "LogLevel", ERRORS_ONLY);
        LocalFramework framework = framework(prefixed);
        try (InputStream jar = Objects.requireNonNull(EventFramework.class.getResourceAsStream(FELIX_JAR), FELIX_JAR)) {
            framework.start("eventadmin", jar);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new EventFramework(framework, false, () -> {});
    }

    /** A service as the module gets it. */
    <S> S service(Class<S> type) {
        ServiceReference<S> reference = module.getServiceReference(type);
        if (reference == null) {
            throw new IllegalStateException("nobody has registered " + type.getName());
        }
        return Objects.requireNonNull(module.getService(reference), type.getName());
    }

    /** The one EventAdmin, as the module gets it. */
    EventAdmin admin() {
        return service(EventAdmin.class);
    }

    /** Registers a handler of the module. */
    <S> void handle(Class<S> type, S handler, Map<String, ?> properties) {
        module.registerService(type, handler, FrameworkUtil.asDictionary(properties));
    }

    /** How many events were turned away by full mailboxes, of which there are none at Felix. */
    long dropped() {
        return ours
                ? service(EventPublisher.class).handlers().stream()
                        .mapToLong(HandlerSnapshot::dropped)
                        .sum()
                : 0;
    }

    @Override
    public void close() {
        stop.run();
        framework.close();
    }
}
