package dev.vagus.events.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vagus.events.EventPublisher;
import dev.vagus.events.ModuleEvent;
import dev.vagus.events.ModuleEventHandler;
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
import org.osgi.framework.BundleException;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceReference;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;
import org.osgi.service.event.EventHandler;

/** Beside another EventAdmin, Felix's here: every handler hears every event once, whoever delivers it. */
class NeighbourIT {
    @TempDir
    private Path storage;

    private TestFramework framework;
    private Bundle module;
    private Bundle neighbour;
    private final List<Event> heard = new CopyOnWriteArrayList<>();
    private final List<ModuleEvent> moduleEvents = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() throws Exception {
        framework = new TestFramework(storage);
        neighbour = framework.installClassPathBundle(org.apache.felix.eventadmin.impl.Activator.class);
        neighbour.start();
        module = framework.startModule("test.module");
        TestFramework.register(module, EventHandler.class, heard::add, "event.topics", "*");
        TestFramework.register(
                module, ModuleEventHandler.class, moduleEvents::add, "vagus.event.subscriber", new String[] {"Mark*"});
    }

    @AfterEach
    void stop() throws Exception {
        framework.close();
    }

    @Test
    void eventsPostedToEitherReachEveryHandlerOnce() {
        ours().postEvent(new Event("to/ours", Map.of()));
        theirs().postEvent(new Event("to/theirs", Map.of()));
        ours().postEvent(new Event("dev/vagus/event/Events/MarkOurs", Map.of()));
        theirs().postEvent(new Event("dev/vagus/event/Events/MarkTheirs", Map.of()));
        publisher().publish("MarkPublished", Map.of());
        flush();

        assertThat(heard)
                .extracting(Event::getTopic)
                .filteredOn(topic -> topic.startsWith("to/") || topic.startsWith("dev/vagus/event/Events/Mark"))
                .containsExactlyInAnyOrder(
                        "to/ours",
                        "to/theirs",
                        "dev/vagus/event/Events/MarkOurs",
                        "dev/vagus/event/Events/MarkTheirs",
                        "dev/vagus/event/Events/MarkPublished");
        assertThat(moduleEvents)
                .extracting(ModuleEvent::name)
                .containsExactlyInAnyOrder("MarkOurs", "MarkTheirs", "MarkPublished");
    }

    @Test
    void theFrameworksEventsAreRaisedOnceWhoeverIsThere() throws BundleException {
        framework.startModule("test.first");
        flush();
        assertThat(startedEventsOf("test.first")).hasSize(1);

        neighbour.stop();
        framework.startModule("test.second");
        await().untilAsserted(() -> assertThat(startedEventsOf("test.second")).hasSize(1));

        neighbour.start();
        framework.startModule("test.third");
        flush();
        assertThat(startedEventsOf("test.second")).hasSize(1);
        assertThat(startedEventsOf("test.third")).hasSize(1);
    }

    @Test
    void theNeighboursEventsAreHeardByOneHandlerThatIsThereBeforeItComesAndAfterItHasGone() throws BundleException {
        assertThat(handlersOfOurs()).isEqualTo(1);
        neighbour.stop();
        assertThat(handlersOfOurs()).isEqualTo(1);
        assertThat(publisher().handlers()).as("its own dispatch leaves it out").hasSize(2);
        framework.events().stop();
        assertThat(framework.events().getRegisteredServices()).isNull();
    }

    @Test
    void whatIsSentToANeighbourInTheVeryMomentOfItsComingAndGoingIsHeardOnce()
            throws BundleException, InvalidSyntaxException {
        neighbour.stop();
        List<String> sent = new ArrayList<>();
        ServiceListener sender = change -> {
            ServiceReference<?> changed = change.getServiceReference();
            if (changed.getBundle() == neighbour) {
                String name = "Mark" + sent.size();
                Object theirs = framework.context().getService(changed);
                ((EventAdmin) theirs).sendEvent(new Event("dev/vagus/event/Events/" + name, Map.of()));
                sent.add(name);
            }
        };
        framework.context().addServiceListener(sender, "(objectClass=" + EventAdmin.class.getName() + ")");

        neighbour.start();
        neighbour.stop();

        assertThat(sent).hasSizeGreaterThanOrEqualTo(2);
        await().untilAsserted(() -> assertThat(moduleEvents).hasSize(sent.size()));
        assertThat(moduleEvents).extracting(ModuleEvent::name).containsExactlyElementsOf(sent);
    }

    /** Waits until an event posted last to each has come through, which is behind all others of this thread. */
    private void flush() {
        heard.removeIf(event -> event.getTopic().startsWith("flush/"));
        moduleEvents.removeIf(event -> event.name().equals("MarkFlush"));
        ours().postEvent(new Event("flush/ours", Map.of()));
        theirs().postEvent(new Event("flush/theirs", Map.of()));
        ours().postEvent(new Event("dev/vagus/event/Flush/MarkFlush", Map.of()));
        theirs().postEvent(new Event("dev/vagus/event/Flush/MarkFlush", Map.of()));
        await().untilAsserted(() -> {
            assertThat(heard).extracting(Event::getTopic).contains("flush/ours", "flush/theirs");
            assertThat(moduleEvents)
                    .filteredOn(event -> event.name().equals("MarkFlush"))
                    .hasSize(2);
        });
        moduleEvents.removeIf(event -> event.name().equals("MarkFlush"));
    }

    private List<Event> startedEventsOf(String symbolicName) {
        return heard.stream()
                .filter(event -> event.getTopic().equals("org/osgi/framework/BundleEvent/STARTED"))
                .filter(event -> symbolicName.equals(event.getProperty("bundle.symbolicName")))
                .toList();
    }

    private long handlersOfOurs() {
        return Arrays.stream(framework.events().getRegisteredServices())
                .filter(reference ->
                        List.of((String[]) reference.getProperty("objectClass")).contains(EventHandler.class.getName()))
                .count();
    }

    private EventAdmin ours() {
        return framework.serviceOf(framework.events(), EventAdmin.class);
    }

    private EventAdmin theirs() {
        return framework.serviceOf(neighbour, EventAdmin.class);
    }

    private EventPublisher publisher() {
        return TestFramework.service(module, EventPublisher.class);
    }
}
