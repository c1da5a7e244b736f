package dev.vagus.events.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vagus.events.EventPublisher;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;
import org.osgi.service.event.EventHandler;

/** When the object of a handler service is fetched, and when it is given back. */
class HandlerFetchIT {
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
    void aHandlersObjectIsFetchedAtItsFirstEventAndGivenBackWhenItNoLongerApplies() {
        AtomicInteger fetched = new AtomicInteger();
        AtomicInteger returned = new AtomicInteger();
        ServiceFactory<EventHandler> factory = new ServiceFactory<>() {
            @Override
            public EventHandler getService(Bundle user, ServiceRegistration<EventHandler> registration) {
                fetched.incrementAndGet();
                assertThat(user).isSameAs(framework.events());
                return heard::add;
            }

            @Override
            public void ungetService(
                    Bundle user, ServiceRegistration<EventHandler> registration, EventHandler service) {
                returned.incrementAndGet();
            }
        };
        ServiceRegistration<EventHandler> registration = module.getBundleContext()
                .registerService(
                        EventHandler.class,
                        factory,
                        TestFramework.properties("event.topics", "t", "event.filter", "(k=1)"));

        admin.sendEvent(event("t"));
        admin.sendEvent(event("u"));
        assertThat(fetched).hasValue(0);

        admin.sendEvent(new Event("t", Map.of("k", 1)));
        admin.sendEvent(new Event("t", Map.of("k", 1)));
        assertThat(fetched).hasValue(1);
        assertThat(returned).hasValue(0);

        registration.setProperties(TestFramework.properties("event.topics", "wrong//topic"));
        assertThat(returned).hasValue(1);

        registration.setProperties(TestFramework.properties("event.topics", "t"));
        admin.sendEvent(event("t"));
        assertThat(fetched).hasValue(2);

        registration.unregister();
        admin.sendEvent(event("t"));
        assertThat(returned).hasValue(2);
        assertThat(heard).hasSize(3);
    }

    @Test
    void aDelayedComponentIsActivatedByItsFirstEventOnly() throws Exception {
        String component = DelayedHandler.class.getName();
        String xml = "<scr:component xmlns:scr='http://www.osgi.org/xmlns/scr/v1.3.0' name='delayed'>"
                + "<implementation class='" + component + "'/>"
                + "<property name='event.topics' value='delayed/*'/>"
                + "<service><provide interface='org.osgi.service.event.EventHandler'/></service></scr:component>";
        String code = component.replace('.', '/') + ".class";
        Map<String, InputStream> entries = Map.of(
                "OSGI-INF/delayed.xml",
                new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)),
                code,
                Objects.requireNonNull(getClass().getClassLoader().getResourceAsStream(code)));
        String[] headers = {"Service-Component", "OSGI-INF/delayed.xml", "Import-Package", "org.osgi.service.event"};
        framework
                .context()
                .installBundle("test:delayed", TestFramework.jar("test.delayed", headers, entries))
                .start();
        await().untilAsserted(() -> assertThat(
                        TestFramework.service(module, EventPublisher.class).handlers())
                .extracting(handler -> handler.module())
                .contains("test.delayed"));

        admin.sendEvent(event("other"));
        assertThat(DelayedHandler.activations()).isZero();

        admin.sendEvent(event("delayed/one"));
        admin.sendEvent(event("delayed/two"));
        assertThat(DelayedHandler.activations()).isEqualTo(1);
    }

    private static Event event(String topic) {
        return new Event(topic, Map.of());
    }
}
