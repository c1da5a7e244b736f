package dev.vagus.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.Before;
import org.junit.Test;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;
import org.osgi.service.event.EventConstants;
import org.osgi.service.event.EventHandler;

/** The EventAdmin as handlers and posters of OSGi events see it. */
public class EventAdminIT extends FelixTest {
    private EventAdmin admin;

    @Before
    public void findTheEventAdmin() {
        admin = service(EventAdmin.class);
    }

    @Test
    public void thereIsOneEventAdminAndItIsOurs() throws Exception {
        assertThat(context.getServiceReferences(EventAdmin.class, null))
                .singleElement()
                .extracting(reference -> reference.getBundle().getSymbolicName())
                .isEqualTo("dev.vagus.events");
    }

    @Test
    public void aHandlerHearsOnlyWhatItsFilterMatches() {
        try (RecordingHandler handler = RecordingHandler.filtered(context, "it/filter", "(&(n>=2)(who=lab))")) {
            IntStream.rangeClosed(1, 3).forEach(n -> admin.sendEvent(event("it/filter", n, "lab")));
            admin.sendEvent(event("it/filter", 4, "other"));

            assertThat(handler.values("n")).containsExactly(2, 3);
        }
    }

    @Test
    public void aHandlerWithABadFilterHearsNothingAndTheOthersHear() {
        try (RecordingHandler bad = RecordingHandler.filtered(context, "it/bad", "(n=");
                RecordingHandler good = RecordingHandler.on(context, "it/bad")) {
            assertThatCode(() -> admin.sendEvent(event("it/bad", 1, ""))).doesNotThrowAnyException();
            admin.postEvent(event("it/bad", 2, ""));

            await().until(() -> good.heard().size() == 2);
            assertThat(bad.heard()).isEmpty();
        }
    }

    @Test
    public void whatAHandlerThrowsNeverReachesThePosterOrTheOtherHandlers() {
        EventHandler throwing = event -> {
            throw new IllegalStateException("on purpose");
        };
        EventHandler failing = event -> {
            throw new NoClassDefFoundError("on purpose");
        };
        List<ServiceRegistration<EventHandler>> broken = List.of(register(throwing), register(failing));
        try (RecordingHandler good = RecordingHandler.on(context, "it/throw")) {
            for (int n = 1; n <= 10; n++) {
                Event event = event("it/throw", n, "");
                assertThatCode(() -> admin.sendEvent(event)).doesNotThrowAnyException();
                assertThatCode(() -> admin.postEvent(event)).doesNotThrowAnyException();
            }

            await().until(() -> good.heard().size() == 20);
        } finally {
            broken.forEach(ServiceRegistration::unregister);
        }
    }

    @Test
    public void severalTopicsAndWildcardsOfOneHandlerGiveItEachEventOnce() {
        try (RecordingHandler handler =
                RecordingHandler.on(context, "it/several/a", "it/several/*", "it/deep/*", "it/exact")) {
            for (String topic : List.of(
                    "it/several/a",
                    "it/several/a/b",
                    "it/several",
                    "it/deep/er/still",
                    "it/deeper",
                    "it/exact",
                    "it/exact/not")) {
                admin.sendEvent(event(topic, 0, ""));
            }

            assertThat(handler.topics())
                    .containsExactly("it/several/a", "it/several/a/b", "it/deep/er/still", "it/exact");
        }
    }

    @Test
    public void postEventDoesNotRunHandlersInTheCaller() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        EventHandler waiting = event -> {
            try {
                release.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        ServiceRegistration<EventHandler> blocked = register(waiting);
        try (RecordingHandler other = RecordingHandler.on(context, "it/throw")) {
            admin.postEvent(event("it/throw", 1, ""));

            await().until(() -> other.heard().size() == 1);
            assertThat(other.threads()).doesNotContain(Thread.currentThread());
            assertThat(release.getCount()).isEqualTo(1);
        } finally {
            release.countDown();
            blocked.unregister();
        }
    }

    @Test
    public void sendEventRunsHandlersOnTheCaller() {
        try (RecordingHandler handler = RecordingHandler.on(context, "it/send")) {
            admin.sendEvent(event("it/send", 1, ""));

            assertThat(handler.threads()).containsExactly(Thread.currentThread());
        }
    }

    @Test
    public void theOrderOfEachPosterIsKept() throws Exception {
        int posters = 4;
        int each = 500;
        try (RecordingHandler handler = RecordingHandler.on(context, "it/order/*")) {
            List<Thread> threads = new ArrayList<>();
            for (int poster = 0; poster < posters; poster++) {
                String name = "poster-" + poster;
                threads.add(new Thread(
                        () -> IntStream.range(0, each).forEach(n -> admin.postEvent(event("it/order/x", n, name))),
                        name));
            }
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join();
            }

            await().until(() -> handler.heard().size() == posters * each);
            for (int poster = 0; poster < posters; poster++) {
                String name = "poster-" + poster;
                assertThat(handler.heard().stream()
                                .filter(event -> name.equals(event.getProperty("who")))
                                .map(event -> (Integer) event.getProperty("n")))
                        .containsExactlyElementsOf(
                                IntStream.range(0, each).boxed().toList());
            }
        }
    }

    @Test
    public void aHandlerThatHasLeftHearsNoMore() {
        RecordingHandler handler = RecordingHandler.on(context, "it/left");
        admin.sendEvent(event("it/left", 1, ""));
        handler.close();
        admin.sendEvent(event("it/left", 2, ""));

        assertThat(handler.values("n")).containsExactly(1);
    }

    private ServiceRegistration<EventHandler> register(EventHandler handler) {
        return context.registerService(
                EventHandler.class, handler, InModule.properties(Map.of(EventConstants.EVENT_TOPIC, "it/throw")));
    }

    private static Event event(String topic, int n, String who) {
        return new Event(topic, Map.of("n", n, "who", who));
    }
}
