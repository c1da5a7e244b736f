package dev.vagus.events.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.vagus.events.EventHistory;
import dev.vagus.events.EventPublisher;
import dev.vagus.events.EventQuery;
import dev.vagus.events.EventReceipt;
import dev.vagus.events.EventsStoppedException;
import dev.vagus.events.ModuleEvent;
import dev.vagus.spi.HistoryStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;

/** The history in a framework. */
class HistoryIT {
    @TempDir
    private Path storage;

    private TestFramework framework;
    private Bundle module;
    private EventPublisher events;
    private EventHistory history;

    @BeforeEach
    void start() throws Exception {
        framework = new TestFramework(storage);
        module = framework.startModule("test.module", "Vagus-Module", "Lab");
        events = TestFramework.service(module, EventPublisher.class);
        history = TestFramework.service(module, EventHistory.class);
        await().until(() -> history.clear(EventQuery.ALL.named("ModuleStarted")) == 1);
    }

    @AfterEach
    void stop() throws Exception {
        framework.close();
    }

    @Test
    void whatWasPublishedPostedOrSentOnAVagusTopicIsThereOnceWithItsModule() {
        EventAdmin admin = TestFramework.service(module, EventAdmin.class);

        events.publish("Published", Map.of("Step", "one"));
        events.event("Told").channel("Other").correlationId("corr").broadcast().publish();
        admin.postEvent(new Event("dev/vagus/event/Events/Posted", Map.of("k", 1)));
        admin.sendEvent(new Event("dev/vagus/event/Events/Sent", Map.of("k", 2)));
        admin.postEvent(new Event("some/other/topic", Map.of("k", 3)));

        List<ModuleEvent> found = history.query(EventQuery.ALL.oldestFirst()).events();
        assertThat(found).extracting(ModuleEvent::name).containsExactly("Published", "Told", "Posted", "Sent");
        assertThat(found.get(0).source()).isEqualTo("Lab");
        assertThat(found.get(1).is(ModuleEvent.Mark.BROADCAST)).isTrue();
        assertThat(found.get(1).correlationId()).isEqualTo("corr");
        assertThat(found.get(2).data()).isEqualTo(Map.of("k", 1));
        assertThat(history.clear(EventQuery.ALL.named("P*").limit(1))).isEqualTo(2);
        assertThat(history.snapshot().events()).isEqualTo(2);
    }

    @Test
    void eventsOfOthersAreThereOnceAConfigurationSelectsThem() throws Exception {
        Bundle configAdmin = framework.installClassPathBundle(org.apache.felix.cm.PersistenceManager.class);
        configAdmin.start();
        EventAdmin admin = TestFramework.service(module, EventAdmin.class);
        ServiceReference<EventAdmin> service = module.getBundleContext().getServiceReference(EventAdmin.class);
        Configuration configuration =
                framework.serviceOf(configAdmin, ConfigurationAdmin.class).getConfiguration("dev.vagus.events", "?");
        configuration.update(TestFramework.properties("history.topics", "*,!org/osgi/framework/Serv*,!*/unkept"));
        await().untilAsserted(() -> {
            admin.sendEvent(new Event("org/acme/Probe", Map.of()));
            assertThat(topics("org/acme/Probe")).isNotEmpty();
        });

        admin.postEvent(new Event("org/acme/unkept", Map.of()));
        admin.postEvent(new Event(
                "org/acme/Heated",
                Map.of("bundle", module, "service", service, "exception", new IllegalStateException("burnt"))));
        framework.startModule("test.second").uninstall();

        ModuleEvent heated =
                history.query(EventQuery.ALL.named("*/Heated")).events().get(0);
        assertThat(heated.data())
                .isEqualTo(Map.of(
                        "bundle",
                        "test.module [" + module.getBundleId() + "]",
                        "service",
                        "service " + service.getProperty("service.id") + " [org.osgi.service.event.EventAdmin]",
                        "exception",
                        "java.lang.IllegalStateException: burnt"));
        assertThat(topics("org/acme/unkept")).isEmpty();
        EventQuery ofTheBundle =
                EventQuery.ALL.named("org/osgi/framework/BundleEvent/*").by("test.second");
        await().untilAsserted(() -> assertThat(history.query(ofTheBundle).events())
                .as("raised for the history, although no handler is there")
                .extracting(ModuleEvent::name)
                .contains("org/osgi/framework/BundleEvent/STARTED", "org/osgi/framework/BundleEvent/UNINSTALLED"));

        configuration.delete();
        await().untilAsserted(() -> {
            history.clear(EventQuery.ALL.named("org/*"));
            admin.sendEvent(new Event("org/acme/Probe", Map.of()));
            assertThat(topics("org/acme/Probe")).isEmpty();
        });
    }

    private List<String> topics(String pattern) {
        return history.query(EventQuery.ALL.named(pattern)).events().stream()
                .map(ModuleEvent::name)
                .toList();
    }

    @Test
    void aPublisherSaysWhatIsKept() {
        events.event("Not").persist(false).publish();
        events.event("Kept").persist(true).publish();

        assertThat(history.query(EventQuery.ALL).events())
                .extracting(ModuleEvent::name)
                .containsExactly("Kept");
    }

    @Test
    void aReceiptSaysWhetherTheStoreHasTheEvent() {
        EventReceipt without = events.publish("Without", Map.of());
        FakeStore store = new FakeStore();
        FakeStore lesser = new FakeStore();
        TestFramework.register(module, HistoryStore.class, lesser);
        ServiceRegistration<?> registration =
                TestFramework.register(module, HistoryStore.class, store, "service.ranking", 5);

        EventReceipt written = events.publish("Written", Map.of());
        EventReceipt failed = events.publish("Failed", Map.of());
        EventReceipt unkept = events.event("Unkept").persist(false).publish();
        TestFramework.service(module, EventAdmin.class).postEvent(new Event("dev/vagus/event/Events/Posted", Map.of()));

        assertThat(without.persisted()).isCompletedWithValue(false);
        assertThat(unkept.persisted()).isCompletedWithValue(false);
        assertThat(written.persisted()).isNotDone();
        store.open.get(0).complete(null);
        assertThat(written.persisted()).isCompletedWithValue(true);
        store.open.get(1).completeExceptionally(new IllegalStateException("disk full"));
        assertThat(failed.persisted()).isCompletedExceptionally();
        assertThat(store.events).extracting(ModuleEvent::name).containsExactly("Written", "Failed", "Posted");
        assertThat(history.snapshot().hasStore()).isTrue();
        assertThat(history.snapshot().unstored()).isEqualTo(1);

        registration.unregister();
        events.publish("Lesser", Map.of());
        assertThat(lesser.events).extracting(ModuleEvent::name).containsExactly("Lesser");
    }

    @Test
    void queriesAndClearingIncludeTheStore() {
        FakeStore store = new FakeStore();
        events.publish("a", Map.of());
        ModuleEvent old = history.query(EventQuery.ALL.named("a")).events().get(0);
        history.clear(EventQuery.ALL);
        store.events.add(old);
        ServiceRegistration<?> registration = TestFramework.register(module, HistoryStore.class, store);
        events.publish("b", Map.of());

        assertThat(history.query(EventQuery.ALL.oldestFirst()).events())
                .extracting(ModuleEvent::name)
                .containsExactly("a", "b");
        assertThat(history.clear(EventQuery.ALL)).isEqualTo(2);
        assertThat(history.query(EventQuery.ALL).events()).isEmpty();

        registration.unregister();
        assertThat(history.snapshot().hasStore()).isFalse();
    }

    @Test
    void afterTheStopItSaysSo() throws Exception {
        framework.events().stop();

        assertThatThrownBy(() -> history.snapshot()).isInstanceOf(EventsStoppedException.class);
    }
}
