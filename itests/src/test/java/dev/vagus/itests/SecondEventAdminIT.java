package dev.vagus.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vagus.events.EventPublisher;
import dev.vagus.events.EventSubscription;
import dev.vagus.module.Registration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;

/** Felix's EventAdmin is installed beside ours: both serve every handler, and no handler gets an event twice. */
public class SecondEventAdminIT extends FelixTest {
    private static final String FELIX = "org.apache.felix.eventadmin";
    private static final String OURS = "dev.vagus.events";

    private Bundle second;

    @Before
    public void installTheSecond() throws Exception {
        service(EventPublisher.class);
        second = context.installBundle(Felix.location(FELIX));
        second.start();
        await().until(() -> context.getServiceReferences(EventAdmin.class, null).size() == 2);
    }

    @After
    public void uninstallTheSecond() throws Exception {
        second.uninstall();
    }

    @Test
    public void aHandlerGetsWhatIsPostedOrSentToEitherOnce() throws Exception {
        try (RecordingHandler handler = RecordingHandler.on(context, "it/two/*")) {
            for (String provider : List.of(OURS, FELIX)) {
                EventAdmin admin = adminOf(provider);
                admin.sendEvent(new Event("it/two/sent", Map.of("to", provider)));
                admin.postEvent(new Event("it/two/posted", Map.of("to", provider)));
            }
            // Each EventAdmin keeps the order: when its marker is heard, a duplicate would have been heard too.
            for (String provider : List.of(OURS, FELIX)) {
                adminOf(provider).postEvent(new Event("it/two/marker", Map.of("to", provider)));
            }

            await().until(() ->
                    handler.topics().stream().filter("it/two/marker"::equals).count() == 2);
            assertThat(handler.heard())
                    .extracting(event -> event.getTopic() + " " + event.getProperty("to"))
                    .containsExactlyInAnyOrder(
                            "it/two/sent " + OURS,
                            "it/two/posted " + OURS,
                            "it/two/marker " + OURS,
                            "it/two/sent " + FELIX,
                            "it/two/posted " + FELIX,
                            "it/two/marker " + FELIX);
        }
    }

    @Test
    public void aModuleHearsAVagusEventThatIsPostedToEitherOnce() throws Exception {
        List<Object> heard = new CopyOnWriteArrayList<>();
        EventPublisher events = service(EventPublisher.class);
        Registration registration = events.subscribe(
                EventSubscription.to("Twice*"), event -> heard.add(event.data().get("to")));
        try (RecordingHandler osgi = RecordingHandler.on(context, "dev/vagus/event/Events/TwiceOrOnce")) {
            adminOf(OURS).postEvent(new Event("dev/vagus/event/Events/TwiceOrOnce", Map.of("to", OURS)));
            adminOf(FELIX).postEvent(new Event("dev/vagus/event/Events/TwiceOrOnce", Map.of("to", FELIX)));
            events.publish("TwiceOrOnce", Map.of("to", "publisher"));
            adminOf(FELIX).postEvent(new Event("dev/vagus/event/Events/TwiceMarker", Map.of("to", "marker")));
            events.publish("TwiceMarker", Map.of("to", "marker"));

            await().until(() -> heard.size() >= 5 && osgi.heard().size() >= 3);
            assertThat(heard).containsExactlyInAnyOrder(OURS, FELIX, "publisher", "marker", "marker");
            assertThat(osgi.values("to")).containsExactlyInAnyOrder(OURS, FELIX, "publisher");
        } finally {
            registration.close();
        }
    }

    @Test
    public void whatTheFrameworkDoesArrivesOnceWithTheSecondAndAfterIt() throws Exception {
        try (RecordingHandler handler = RecordingHandler.filtered(
                context,
                "org/osgi/framework/BundleEvent/STARTED",
                "(bundle.symbolicName=dev.vagus.itests.module.once*)")) {
            Bundle with = ModuleJar.of("OnceWith").start(context);
            Bundle withMarker = ModuleJar.of("OnceWithMarker").start(context);
            await().until(() -> handler.values("bundle.id").contains(withMarker.getBundleId()));

            second.stop();
            await().until(() ->
                    context.getServiceReferences(EventAdmin.class, null).size() == 1);
            Bundle after = ModuleJar.of("OnceAfter").start(context);
            Bundle afterMarker = ModuleJar.of("OnceAfterMarker").start(context);
            await().until(() -> handler.values("bundle.id").contains(afterMarker.getBundleId()));

            assertThat(handler.values("bundle.id"))
                    .containsExactly(
                            with.getBundleId(),
                            withMarker.getBundleId(),
                            after.getBundleId(),
                            afterMarker.getBundleId());
        }
    }

    private EventAdmin adminOf(String symbolicName) throws Exception {
        for (ServiceReference<EventAdmin> reference : context.getServiceReferences(EventAdmin.class, null)) {
            if (reference.getBundle().getSymbolicName().equals(symbolicName)) {
                return context.getService(reference);
            }
        }
        throw new AssertionError("no EventAdmin of " + symbolicName);
    }
}
