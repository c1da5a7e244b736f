package dev.vagus.events.internal.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.delivery.Dispatcher;
import dev.vagus.delivery.structure.Structures;
import dev.vagus.events.Replay;
import dev.vagus.events.internal.engine.EventEngine;
import dev.vagus.events.internal.engine.HandlerIdentity;
import dev.vagus.events.internal.engine.HandlerKind;
import dev.vagus.events.internal.engine.Interest;
import dev.vagus.events.internal.engine.ModuleEvents;
import dev.vagus.events.internal.engine.Order;
import dev.vagus.events.internal.engine.TopicPattern;
import dev.vagus.events.internal.history.History;
import dev.vagus.events.internal.history.Limits;
import dev.vagus.events.internal.history.StickyEvents;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.Version;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.event.Event;

/** What the adapters of section 113.6 make of events that a framework seldom raises. */
class AdaptersTest {
    private final Dispatcher dispatcher = new Dispatcher("test-adapters", 1, 1);
    private final History history = new History(Limits.DEFAULTS, () -> 1L);
    private final EventEngine engine = new EventEngine(
            new ModuleEvents(new Structures(), () -> 1L),
            history,
            new StickyEvents(history, 10),
            dispatcher,
            () -> 1L,
            10);
    private final List<Event> heard = new CopyOnWriteArrayList<>();
    private final Bundle bundle = fake(
            Bundle.class,
            Map.of(
                    "getBundleId",
                    42L,
                    "getSymbolicName",
                    "test.bundle",
                    "getVersion",
                    new Version("1.2.3"),
                    "getSignerCertificates",
                    Map.of()));

    AdaptersTest() {
        Interest everything = new Interest(
                List.of(TopicPattern.parse("*")),
                topic -> true,
                null,
                event -> true,
                new Order(0, 0),
                Replay.NONE,
                new Interest.Declaration(List.of("*"), "", ""));
        engine.add(
                new HandlerIdentity("s1", HandlerKind.OSGI, "test", 1),
                everything,
                occurrence -> heard.add(occurrence.event()));
    }

    @AfterEach
    void stop() {
        engine.stop(() -> dispatcher.stop(Duration.ofSeconds(2)));
    }

    private static <T> T fake(Class<T> type, Map<String, Object> answers) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    Object key = arguments != null && method.getName().equals("getProperty")
                            ? arguments[0]
                            : method.getName();
                    return answers.get(key.toString());
                }));
    }

    private Event only() {
        assertThat(dispatcher.awaitQuiet(Duration.ofSeconds(10))).isTrue();
        assertThat(heard).hasSize(1);
        return heard.get(0);
    }

    private void assertNothing() {
        assertThat(dispatcher.awaitQuiet(Duration.ofSeconds(10))).isTrue();
        assertThat(heard).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1,STARTED",
        "2,ERROR",
        "4,PACKAGES_REFRESHED",
        "8,STARTLEVEL_CHANGED",
        "16,WARNING",
        "32,INFO",
    })
    void frameworkEventsOfEveryKindSayWhatWentWrongAndWhere(int type, String name) {
        FrameworkEvent raised = new FrameworkEvent(type, bundle, new IllegalStateException("broken"));

        new FrameworkEvents(new Adapter(engine, () -> 77L, FrameworkEvents.TOPIC_PREFIX)).frameworkEvent(raised);

        Event event = only();
        assertThat(event.getTopic()).isEqualTo("org/osgi/framework/FrameworkEvent/" + name);
        assertThat(event.getProperty("event")).isSameAs(raised);
        assertThat(event.getProperty("timestamp")).isEqualTo(77L);
        assertThat(event.getProperty("bundle")).isSameAs(bundle);
        assertThat(event.getProperty("bundle.id")).isEqualTo(42L);
        assertThat(event.getProperty("bundle.symbolicName")).isEqualTo("test.bundle");
        assertThat(event.getProperty("exception")).isSameAs(raised.getThrowable());
        assertThat(event.getProperty("exception.class")).isEqualTo("java.lang.IllegalStateException");
        assertThat(event.getProperty("exception.message")).isEqualTo("broken");
    }

    @Test
    void whatHasNoMessageOrNoExceptionHasNoSuchProperty() {
        new FrameworkEvents(new Adapter(engine, () -> 77L, FrameworkEvents.TOPIC_PREFIX))
                .frameworkEvent(new FrameworkEvent(FrameworkEvent.ERROR, bundle, new IllegalStateException()));
        assertThat(only().containsProperty("exception.message")).isFalse();
        heard.clear();

        new FrameworkEvents(new Adapter(engine, () -> 77L, FrameworkEvents.TOPIC_PREFIX))
                .frameworkEvent(new FrameworkEvent(FrameworkEvent.INFO, bundle, null));
        assertThat(only().getPropertyNames()).doesNotContain("exception", "exception.class", "exception.message");
    }

    @ParameterizedTest
    @ValueSource(ints = {FrameworkEvent.STOPPED, FrameworkEvent.STOPPED_UPDATE, FrameworkEvent.WAIT_TIMEDOUT})
    void otherFrameworkEventsAreNoEvents(int type) {
        new FrameworkEvents(new Adapter(engine, () -> 77L, FrameworkEvents.TOPIC_PREFIX))
                .frameworkEvent(new FrameworkEvent(type, bundle, null));

        assertNothing();
    }

    @ParameterizedTest
    @CsvSource({
        "1,INSTALLED",
        "2,STARTED",
        "4,STOPPED",
        "8,UPDATED",
        "16,UNINSTALLED",
        "32,RESOLVED",
        "64,UNRESOLVED",
    })
    void bundleEventsOfEveryKindNameTheBundle(int type, String name) {
        BundleEvent raised = new BundleEvent(type, bundle);

        new BundleEvents(new Adapter(engine, () -> 77L, BundleEvents.TOPIC_PREFIX)).bundleChanged(raised);

        Event event = only();
        assertThat(event.getTopic()).isEqualTo("org/osgi/framework/BundleEvent/" + name);
        assertThat(event.getProperty("event")).isSameAs(raised);
        assertThat(event.getProperty("bundle.version")).isEqualTo(new Version("1.2.3"));
        assertThat(event.containsProperty("bundle.signer"))
                .as("it is not signed")
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {BundleEvent.STARTING, BundleEvent.STOPPING, BundleEvent.LAZY_ACTIVATION})
    void otherBundleEventsAreNoEvents(int type) {
        new BundleEvents(new Adapter(engine, () -> 77L, BundleEvents.TOPIC_PREFIX))
                .bundleChanged(new BundleEvent(type, bundle));

        assertNothing();
    }

    @ParameterizedTest
    @CsvSource({"1,REGISTERED", "2,MODIFIED", "4,UNREGISTERING"})
    void serviceEventsOfEveryKindNameTheService(int type, String name) {
        String[] types = {"a.B", "c.D"};
        ServiceReference<?> reference =
                fake(ServiceReference.class, Map.of("service.id", 5L, "objectClass", types, "service.pid", "pid"));
        ServiceEvent raised = new ServiceEvent(type, reference);

        new ServiceEvents(new Adapter(engine, () -> 77L, ServiceEvents.TOPIC_PREFIX)).serviceChanged(raised);

        Event event = only();
        assertThat(event.getTopic()).isEqualTo("org/osgi/framework/ServiceEvent/" + name);
        assertThat(event.getProperty("service")).isSameAs(reference);
        assertThat(event.getProperty("service.id")).isEqualTo(5L);
        assertThat(event.getProperty("service.objectClass")).isEqualTo(types);
        assertThat(event.getProperty("service.pid")).isEqualTo("pid");
    }

    @SuppressWarnings("unchecked") // a proxy knows no type arguments
    private static ServiceReference<ConfigurationAdmin> configAdmin() {
        return fake(
                ServiceReference.class,
                Map.of("service.id", 6L, "objectClass", new String[] {"a.B"}, "service.pid", "its.pid"));
    }

    @ParameterizedTest
    @CsvSource({"1,CM_UPDATED", "2,CM_DELETED", "3,CM_LOCATION_CHANGED"})
    void configurationEventsOfEveryKindNameTheConfigurationAndTheConfigAdmin(int type, String name) {
        ServiceReference<ConfigurationAdmin> admin = configAdmin();
        ConfigurationEvent raised = new ConfigurationEvent(admin, type, "lab.factory", "lab.factory~1");

        new ConfigurationEvents(new Adapter(engine, () -> 77L, ConfigurationEvents.TOPIC_PREFIX))
                .configurationEvent(raised);

        Event event = only();
        assertThat(event.getTopic()).isEqualTo("org/osgi/service/cm/ConfigurationEvent/" + name);
        assertThat(event.getProperty("event")).isSameAs(raised);
        assertThat(event.getProperty("timestamp")).isEqualTo(77L);
        assertThat(event.getProperty("cm.pid")).isEqualTo("lab.factory~1");
        assertThat(event.getProperty("cm.factoryPid")).isEqualTo("lab.factory");
        assertThat(event.getProperty("service")).isSameAs(admin);
        assertThat(event.getProperty("service.id")).isEqualTo(6L);
        assertThat(event.getProperty("service.objectClass")).isEqualTo(new String[] {"a.B"});
        assertThat(event.getProperty("service.pid")).isEqualTo("its.pid");
    }

    @Test
    void aConfigurationWithoutAFactoryHasNoFactoryPid() {
        new ConfigurationEvents(new Adapter(engine, () -> 77L, ConfigurationEvents.TOPIC_PREFIX))
                .configurationEvent(new ConfigurationEvent(configAdmin(), 1, null, "lab"));

        assertThat(only().containsProperty("cm.factoryPid")).isFalse();
    }

    @Test
    void aKindOfConfigurationEventThatNobodyKnowsIsNoEvent() {
        new ConfigurationEvents(new Adapter(engine, () -> 77L, ConfigurationEvents.TOPIC_PREFIX))
                .configurationEvent(new ConfigurationEvent(configAdmin(), 4, null, "lab"));

        assertNothing();
    }

    @Test
    void theEndOfAMatchIsNoEvent() {
        new ServiceEvents(new Adapter(engine, () -> 77L, ServiceEvents.TOPIC_PREFIX))
                .serviceChanged(new ServiceEvent(
                        ServiceEvent.MODIFIED_ENDMATCH, fake(ServiceReference.class, Map.of("service.id", 5L))));

        assertNothing();
    }
}
