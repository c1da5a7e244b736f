package dev.vagus.events.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.vagus.events.EventPublisher;
import dev.vagus.events.EventSubscription;
import dev.vagus.events.EventsStoppedException;
import dev.vagus.events.ModuleEvent;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** What stays of a module that leaves, of the events bundle that stops, and what a new configuration does. */
class EventsLifeIT {
    @TempDir
    private Path storage;

    private TestFramework framework;
    private Bundle module;
    private EventPublisher events;
    private final List<ModuleEvent> heard = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() throws Exception {
        framework = new TestFramework(storage);
        module = framework.startModule("test.module");
        events = TestFramework.service(module, EventPublisher.class);
    }

    @AfterEach
    void stop() throws Exception {
        framework.close();
    }

    @Test
    void nothingOfAModuleThatLeftIsHeld() throws Exception {
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            loaders.add(leave());
        }

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            System.gc();
            assertThat(loaders).allSatisfy(loader -> assertThat(loader.get()).isNull());
        });
        assertThat(events.handlers()).isEmpty();
    }

    private WeakReference<ClassLoader> leave() throws Exception {
        InputStream jar = TestFramework.jar(
                "test.leaving",
                new String[] {
                    "Bundle-Activator",
                    LeavingModule.class.getName(),
                    "Import-Package",
                    "org.osgi.framework,org.osgi.service.event,dev.vagus.events,dev.vagus.module"
                },
                LeavingModule.class,
                LeavingModule.Payload.class,
                LeavingModule.Payload.Kind.class);
        Bundle leaving = framework.context().installBundle("test:leaving", jar);
        leaving.start();
        WeakReference<ClassLoader> loader = new WeakReference<>(
                leaving.loadClass(LeavingModule.class.getName()).getClassLoader());
        assertThat(loader.get()).isNotSameAs(getClass().getClassLoader());
        for (int i = 0; i < 20; i++) {
            events.publish("Tick", Map.of("i", i));
        }
        await().untilAsserted(() -> assertThat(events.handlers())
                .filteredOn(handler -> handler.delivered() >= 21)
                .hasSize(2));
        leaving.stop();
        leaving.uninstall();
        return loader;
    }

    @Test
    void aStopOfTheEventsBundleDeliversWhatIsQueuedAndLeavesNoThread() throws Exception {
        List<ModuleEvent> slowly = new CopyOnWriteArrayList<>();
        CountDownLatch begun = new CountDownLatch(1);
        events.subscribe(EventSubscription.to("Tick"), event -> {
            begun.await();
            slowly.add(event);
        });
        for (int i = 0; i < 1_000; i++) {
            events.publish("Tick", Map.of("i", i));
        }

        new Thread(() -> {
                    await().until(() -> framework.context().getServiceReference(EventPublisher.class) == null);
                    begun.countDown();
                })
                .start();
        framework.events().stop();

        assertThat(slowly).hasSize(1_000);
        assertThatThrownBy(() -> events.publish("Tick", Map.of())).isInstanceOf(EventsStoppedException.class);
        assertThatThrownBy(() -> events.subscribe(EventSubscription.to("Tick"), heard::add))
                .isInstanceOf(EventsStoppedException.class);
        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("vagus-events")));

        framework.events().start();
        EventPublisher again = TestFramework.service(module, EventPublisher.class);
        again.subscribe(EventSubscription.to("Tick"), heard::add);
        again.publish("Tick", Map.of());
        await().untilAsserted(() -> assertThat(heard).hasSize(1));
    }

    @Test
    void configurationIsTakenUpLive() throws Exception {
        framework
                .installClassPathBundle(org.apache.felix.cm.PersistenceManager.class)
                .start();
        CountDownLatch release = new CountDownLatch(1);
        events.subscribe(EventSubscription.to("Tick"), event -> release.await());

        configure("mailbox.capacity", "5");

        await().untilAsserted(() -> {
            for (int i = 0; i < 10; i++) {
                events.publish("Tick", Map.of());
            }
            assertThat(events.handlers()).singleElement().satisfies(handler -> {
                assertThat(handler.dropped()).isPositive();
                assertThat(handler.offered())
                        .isEqualTo(handler.dropped() + handler.queued() + handler.inFlight() + handler.delivered());
            });
        });
        release.countDown();
    }

    /** Reflectively, since the API of Config Admin is that of its bundle, and not of this test. */
    private void configure(String key, Object value) throws Exception {
        BundleContext context = framework.context();
        Object admin =
                context.getService(context.getAllServiceReferences("org.osgi.service.cm.ConfigurationAdmin", null)[0]);
        Object configuration = admin.getClass()
                .getMethod("getConfiguration", String.class, String.class)
                .invoke(admin, "dev.vagus.events", null);
        configuration
                .getClass()
                .getMethod("update", Dictionary.class)
                .invoke(configuration, TestFramework.properties(key, value));
    }
}
