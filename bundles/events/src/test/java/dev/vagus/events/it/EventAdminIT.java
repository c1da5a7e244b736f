package dev.vagus.events.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import dev.vagus.events.EventPublisher;
import dev.vagus.module.FailedRegistration;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.Version;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;
import org.osgi.service.event.EventHandler;

/** The EventAdmin service in a framework, by the specification. */
class EventAdminIT {
    @TempDir
    private Path storage;

    private TestFramework framework;
    private Bundle module;
    private EventAdmin admin;
    private final List<Event> heard = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() throws Exception {
        framework = new TestFramework(storage);
        module = framework.startModule("test.module");
        admin = TestFramework.service(module, EventAdmin.class);
    }

    @AfterEach
    void stop() throws Exception {
        framework.close();
    }

    @Test
    void exactlyOneEventAdminServiceIsRegisteredAndTheBundleSaysSo() {
        long admins = Arrays.stream(framework.events().getRegisteredServices())
                .filter(reference ->
                        List.of((String[]) reference.getProperty("objectClass")).contains(EventAdmin.class.getName()))
                .count();
        List<BundleCapability> capabilities =
                framework.events().adapt(BundleRevision.class).getDeclaredCapabilities("osgi.implementation");

        assertThat(admins).isEqualTo(1);
        assertThat(capabilities)
                .extracting(BundleCapability::getAttributes)
                .contains(Map.of("osgi.implementation", "osgi.event", "version", new Version(1, 4, 1)));
        assertThat(framework.events().adapt(BundleRevision.class).getDeclaredCapabilities("osgi.service"))
                .extracting(capability -> capability.getAttributes().get("objectClass"))
                .contains(List.of(EventAdmin.class.getName()));
    }

    @Test
    void aHandlerHearsItsTopicsAndWildcardsWhateverTheTypeOfTheProperty() {
        handle("event.topics", "one/topic");
        handle("event.topics", new String[] {"two/a", "two/b/*"});
        handle("event.topics", List.of("three/a", "one/*", "two/*", "three/*"));

        admin.sendEvent(event("one/topic"));
        assertThat(heard).hasSize(2);
        admin.sendEvent(event("two/b/c/d"));
        assertThat(heard).hasSize(4);
        admin.sendEvent(event("three/a"));
        assertThat(heard).as("once for the handler with two matching topics").hasSize(5);
        admin.sendEvent(event("two/b"));
        assertThat(heard).hasSize(6);
    }

    @Test
    void aFilterChoosesEventsByTheirPropertiesCaseSensitively() {
        handle("event.topics", "t", "event.filter", "(&(Module=LabRunner)(size>=3))");

        admin.sendEvent(new Event("t", Map.of("Module", "LabRunner", "size", 3)));
        admin.sendEvent(new Event("t", Map.of("Module", "LabRunner", "size", 2)));
        admin.sendEvent(new Event("t", Map.of("module", "LabRunner", "size", 3)));

        assertThat(heard).hasSize(1);
    }

    @Test
    void aBadFilterNeverMatchesAndTheReasonCanBeLookedUp() {
        ServiceRegistration<?> registration = handle("event.topics", "t", "event.filter", "(not a filter");

        admin.sendEvent(event("t"));

        assertThat(heard).isEmpty();
        assertThat(failures()).singleElement().satisfies(failure -> {
            assertThat(failure.name()).isEqualTo("t");
            assertThat(failure.module()).isEqualTo("test.module");
            assertThat(failure.reason()).contains("event.filter '(not a filter' is not an LDAP filter");
        });

        registration.setProperties(TestFramework.properties("event.topics", "t", "event.filter", "(a=b)"));
        admin.sendEvent(new Event("t", Map.of("a", "b")));

        assertThat(heard).hasSize(1);
        assertThat(failures()).isEmpty();
    }

    @Test
    void handlersWithoutTopicsOrWithWrongOnesAreListedUntilTheyLeave() {
        ServiceRegistration<?> none = handle();
        ServiceRegistration<?> wrong = handle("event.topics", "a/*/b");
        ServiceRegistration<?> number = handle("event.topics", 5);

        assertThat(failures()).hasSize(3);
        List.of(none, wrong, number).forEach(ServiceRegistration::unregister);
        assertThat(failures()).isEmpty();
    }

    @Test
    void aThrowingHandlerReachesNeitherTheSenderNorTheNextHandler() {
        TestFramework.register(
                module,
                EventHandler.class,
                event -> {
                    throw new NoClassDefFoundError("broken module");
                },
                "event.topics",
                "t");
        handle("event.topics", "t");

        assertThatCode(() -> admin.sendEvent(event("t"))).doesNotThrowAnyException();
        admin.postEvent(event("t"));

        await().untilAsserted(() -> assertThat(heard).hasSize(2));
    }

    @Test
    void sentEventsRunOnTheCallerAndPostedOnesNeverDo() {
        List<Thread> threads = new CopyOnWriteArrayList<>();
        TestFramework.register(
                module, EventHandler.class, event -> threads.add(Thread.currentThread()), "event.topics", "t");

        admin.sendEvent(event("t"));
        admin.postEvent(event("t"));

        await().untilAsserted(() -> assertThat(threads).hasSize(2));
        assertThat(threads.get(0)).isSameAs(Thread.currentThread());
        assertThat(threads.get(1)).isNotSameAs(Thread.currentThread());
        assertThat(threads.get(1).getName()).startsWith("vagus-events-");
    }

    @Test
    void orderPerPosterIsKept() throws InterruptedException {
        handle("event.topics", "t/*");
        List<Thread> posters = new ArrayList<>();
        for (int p = 0; p < 3; p++) {
            int poster = p;
            Thread thread = new Thread(() -> {
                for (int i = 0; i < 500; i++) {
                    admin.postEvent(new Event("t/" + poster, Map.of("number", i)));
                }
            });
            posters.add(thread);
            thread.start();
        }
        for (Thread poster : posters) {
            poster.join();
        }

        await().untilAsserted(() -> assertThat(heard).hasSize(1_500));
        for (int p = 0; p < 3; p++) {
            String topic = "t/" + p;
            assertThat(heard.stream()
                            .filter(event -> event.getTopic().equals(topic))
                            .map(event -> event.getProperty("number")))
                    .isSorted()
                    .hasSize(500);
        }
    }

    @Test
    void bundleServiceAndFrameworkEventsArriveOnTheStandardTopics() throws Exception {
        handle("event.topics", "org/osgi/framework/BundleEvent/*", "event.filter", "(bundle.symbolicName=test.other)");
        handle("event.topics", "org/osgi/framework/ServiceEvent/*", "event.filter", "(service.pid=test.pid)");
        handle("event.topics", "org/osgi/framework/FrameworkEvent/PACKAGES_REFRESHED");

        Bundle other = framework.startModule("test.other");
        ServiceRegistration<Runnable> service =
                TestFramework.register(other, Runnable.class, () -> {}, "service.pid", "test.pid");
        service.setProperties(TestFramework.properties("service.pid", "test.pid", "more", 1));
        service.unregister();
        other.stop();
        other.uninstall();

        await().untilAsserted(() -> assertThat(heard)
                .extracting(event -> event.getTopic().substring("org/osgi/framework/".length()))
                .contains(
                        "BundleEvent/INSTALLED",
                        "BundleEvent/RESOLVED",
                        "BundleEvent/STARTED",
                        "BundleEvent/STOPPED",
                        "BundleEvent/UNINSTALLED",
                        "ServiceEvent/REGISTERED",
                        "ServiceEvent/MODIFIED",
                        "ServiceEvent/UNREGISTERING",
                        "FrameworkEvent/PACKAGES_REFRESHED"));
        assertThat(heard).extracting(Event::getTopic).doesNotHaveDuplicates();
        Event started = heardOn("org/osgi/framework/BundleEvent/STARTED");
        assertThat(started.getProperty("bundle")).isSameAs(other);
        assertThat(started.getProperty("bundle.id")).isEqualTo(other.getBundleId());
        assertThat(started.getProperty("bundle.version")).isEqualTo(new Version("1.2.3"));
        assertThat(started.getProperty("event")).isInstanceOf(org.osgi.framework.BundleEvent.class);
        assertThat(started.getProperty("timestamp")).isInstanceOf(Long.class);
        Event registered = heardOn("org/osgi/framework/ServiceEvent/REGISTERED");
        assertThat(registered.getProperty("service")).isInstanceOf(ServiceReference.class);
        assertThat(registered.getProperty("service.objectClass")).isEqualTo(new String[] {Runnable.class.getName()});
        assertThat(registered.getProperty("service.id")).isInstanceOf(Long.class);
        assertThat(heardOn("org/osgi/framework/FrameworkEvent/PACKAGES_REFRESHED")
                        .getProperty("bundle.id"))
                .isEqualTo(0L);
    }

    private ServiceRegistration<EventHandler> handle(Object... properties) {
        return TestFramework.register(module, EventHandler.class, heard::add, properties);
    }

    private List<FailedRegistration> failures() {
        return TestFramework.service(module, EventPublisher.class).failedRegistrations();
    }

    private Event heardOn(String topic) {
        return heard.stream()
                .filter(event -> event.getTopic().equals(topic))
                .findFirst()
                .orElseThrow();
    }

    private static Event event(String topic) {
        return new Event(topic, Map.of());
    }
}
