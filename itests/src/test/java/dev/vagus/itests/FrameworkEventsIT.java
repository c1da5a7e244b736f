package dev.vagus.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.service.event.Event;

/** What the framework does arrives on the standard topics. */
public class FrameworkEventsIT extends FelixTest {
    private static final String BUNDLE = "org/osgi/framework/BundleEvent/";
    private static final String SERVICE = "org/osgi/framework/ServiceEvent/";
    private static final String FRAMEWORK = "org/osgi/framework/FrameworkEvent/";

    @Test
    public void theLifeOfABundleArrivesInItsOrder() throws Exception {
        try (RecordingHandler handler = RecordingHandler.filtered(
                context, BUNDLE + "*", "(bundle.symbolicName=" + ModuleJar.symbolicName("Lives") + ")")) {
            Bundle bundle = ModuleJar.of("Lives").start(context);
            bundle.stop();
            bundle.uninstall();

            await().until(() -> handler.topics().contains(BUNDLE + "UNINSTALLED"));
            assertThat(handler.topics())
                    .containsSubsequence(
                            BUNDLE + "INSTALLED",
                            BUNDLE + "RESOLVED",
                            BUNDLE + "STARTED",
                            BUNDLE + "STOPPED",
                            BUNDLE + "UNINSTALLED")
                    .doesNotHaveDuplicates();
            Event started = eventOf(handler, BUNDLE + "STARTED");
            assertThat(started.getProperty("bundle.id")).isEqualTo(bundle.getBundleId());
            assertThat(started.getProperty("bundle")).isSameAs(bundle);
            assertThat(started.getProperty("bundle.version").toString()).isEqualTo("1.0.0");
            assertThat(started.getProperty("event")).isInstanceOf(org.osgi.framework.BundleEvent.class);
        }
    }

    @Test
    public void theLifeOfAServiceArrivesInItsOrder() {
        try (RecordingHandler handler = RecordingHandler.filtered(context, SERVICE + "*", "(service.pid=it.lives)")) {
            ServiceRegistration<Runnable> registration = context.registerService(
                    Runnable.class, () -> {}, InModule.properties(Map.of("service.pid", "it.lives")));
            Object id = registration.getReference().getProperty(Constants.SERVICE_ID);
            registration.setProperties(InModule.properties(Map.of("service.pid", "it.lives", "changed", true)));
            registration.unregister();

            await().until(() -> handler.heard().size() == 3);
            assertThat(handler.topics())
                    .containsExactly(SERVICE + "REGISTERED", SERVICE + "MODIFIED", SERVICE + "UNREGISTERING");
            assertThat(handler.values("service.id")).containsExactly(id, id, id);
            assertThat(handler.heard().get(0).getProperty("event")).isInstanceOf(ServiceEvent.class);
            assertThat(List.of((Object[]) handler.heard().get(0).getProperty("service.objectClass")))
                    .isEqualTo(List.of(Runnable.class.getName()));
        }
    }

    @Test
    public void aRefreshArrivesAsAFrameworkEvent() throws Exception {
        Bundle bundle = ModuleJar.of("Refreshed").start(context);
        try (RecordingHandler handler = RecordingHandler.on(context, FRAMEWORK + "PACKAGES_REFRESHED")) {
            CountDownLatch refreshed = new CountDownLatch(1);
            context.getBundle(0)
                    .adapt(FrameworkWiring.class)
                    .refreshBundles(List.of(bundle), event -> refreshed.countDown());
            assertThat(refreshed.await(10, TimeUnit.SECONDS)).isTrue();

            await().until(() -> !handler.heard().isEmpty());
            assertThat(handler.heard()).singleElement().satisfies(event -> assertThat(event.getProperty("event"))
                    .isInstanceOf(FrameworkEvent.class));
        } finally {
            bundle.uninstall();
        }
    }

    private static Event eventOf(RecordingHandler handler, String topic) {
        return handler.heard().stream()
                .filter(event -> event.getTopic().equals(topic))
                .findFirst()
                .orElseThrow();
    }
}
