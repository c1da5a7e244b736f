package dev.vagus.events.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vagus.events.EventPublisher;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;
import org.osgi.service.event.EventConstants;
import org.osgi.service.event.EventHandler;

/**
 * Rules of chapter 113 of OSGi Compendium 8 that no other test proves. All of them:
 *
 * <table>
 * <caption>Which test proves which section</caption>
 * <tr><td>113.3.1 topics, wildcards</td><td>{@code TopicPatternTest}, {@code RouteIndexTest}, {@link EventAdminIT}, here</td></tr>
 * <tr><td>113.3.2 properties, filters on them</td><td>{@link EventAdminIT}, here</td></tr>
 * <tr><td>113.4 handlers: properties, invalid ones, changes</td><td>{@link EventAdminIT}, {@link HandlerFetchIT}, here</td></tr>
 * <tr><td>113.4.1 ordering, {@code event.delivery}</td><td>{@link EventAdminIT}, {@code EventEngineThreadsTest}, here</td></tr>
 * <tr><td>113.6.2 to 113.6.5 events of the framework</td><td>{@link EventAdminIT}, {@link NeighbourIT}, {@code AdaptersTest}, here</td></tr>
 * <tr><td>113.6.6 other sources: log entries (101), configurations (104)</td><td>{@link LogEntriesIT}, {@link ConfigurationEventsIT}</td></tr>
 * <tr><td>113.7.1 synchronous delivery</td><td>{@code EventEngineTest}, {@link EventAdminIT}, here</td></tr>
 * <tr><td>113.7.2 asynchronous delivery, who gets it</td><td>{@code EventEngineTest}, here</td></tr>
 * <tr><td>113.7.3 order</td><td>{@link EventAdminIT}, {@code EventEngineThreadsTest}, {@code IsolationTest}</td></tr>
 * <tr><td>113.8.1 exceptions</td><td>{@link EventAdminIT}, {@code EventEngineTest}</td></tr>
 * <tr><td>113.8.2 stalled handlers</td><td>{@code SlowHandlerTest}, {@code IsolationTest}</td></tr>
 * <tr><td>113.10 capabilities</td><td>{@link EventAdminIT}, here</td></tr>
 * <tr><td>113.11 security</td><td>{@link SecurityIT}</td></tr>
 * </table>
 */
class SpecificationIT {
    private static final String BUNDLE_EVENT = "org/osgi/framework/BundleEvent/";
    private static final String FRAMEWORK_EVENT = "org/osgi/framework/FrameworkEvent/";

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
    void topicsAreCaseSensitiveAndAWildcardStandsForLevelsBelowOnly() {
        handle("event.topics", "com/acme/*");

        for (String topic : List.of("com/acme", "com/acmebis/a", "com/Acme/a", "com")) {
            admin.sendEvent(event(topic));
        }
        assertThat(heard).isEmpty();
        admin.sendEvent(event("com/acme/a"));
        admin.sendEvent(event("com/acme/a/b/c"));

        assertThat(topics()).containsExactly("com/acme/a", "com/acme/a/b/c");
    }

    @Test
    void theTopicIsAPropertyThatFiltersSee() {
        handle("event.topics", "*", "event.filter", "(event.topics=com/acme/*)");

        admin.sendEvent(event("com/acme/a"));
        admin.sendEvent(event("com/other/a"));

        assertThat(topics()).containsExactly("com/acme/a");
    }

    @Test
    void anInvalidFilterNeverMatchesAndIsReportedOnceHoweverManyEventsCome() {
        handle("event.topics", "t", "event.filter", "(&(a=b)");
        EventPublisher publisher = TestFramework.service(module, EventPublisher.class);

        for (int i = 0; i < 100; i++) {
            admin.sendEvent(new Event("t", Map.of("a", "b")));
            admin.postEvent(new Event("t", Map.of("a", "b")));
        }
        handle("event.topics", "end");
        admin.sendEvent(event("end"));

        assertThat(topics()).containsExactly("end");
        assertThat(publisher.failedRegistrations()).hasSize(1);
        assertThat(publisher.handlers()).as("it is not even a handler").noneMatch(each -> each.filter()
                .startsWith("(&"));
    }

    @Test
    void changedPropertiesOfAHandlerHoldForTheNextEvent() {
        ServiceRegistration<EventHandler> handler = handle("event.topics", "a");

        handler.setProperties(TestFramework.properties("event.topics", "b", "event.filter", "(k=v)"));
        admin.sendEvent(event("a"));
        admin.sendEvent(event("b"));
        admin.sendEvent(new Event("b", Map.of("k", "v")));
        assertThat(topics()).containsExactly("b");

        handler.setProperties(TestFramework.properties("event.topics", "a"));
        admin.sendEvent(event("a"));
        assertThat(topics()).containsExactly("b", "a");
    }

    @ParameterizedTest
    @ValueSource(strings = {EventConstants.DELIVERY_ASYNC_ORDERED, EventConstants.DELIVERY_ASYNC_UNORDERED, "unknown"})
    void everyQualityOfDeliveryThatIsAskedForBringsAllEvents(String delivery) {
        handle("event.topics", "t", "event.delivery", delivery);
        handle("event.topics", "t", "event.delivery", new String[] {delivery});
        handle("event.topics", "t", "event.delivery", List.of(delivery, EventConstants.DELIVERY_ASYNC_ORDERED));

        for (int i = 0; i < 50; i++) {
            admin.postEvent(event("t"));
        }

        await().untilAsserted(() -> assertThat(heard).hasSize(150));
    }

    @Test
    void aSenderReturnsWhenTheLastHandlerHasAndHandlersMaySendAndPostThemselves() {
        List<String> steps = new CopyOnWriteArrayList<>();
        on("outer", event -> {
            steps.add("outer begins");
            admin.postEvent(event("later"));
            admin.sendEvent(event("inner"));
            steps.add("outer ends");
        });
        on("inner", event -> steps.add("inner"));
        handle("event.topics", "later");

        admin.sendEvent(event("outer"));
        steps.add("sent");

        assertThat(steps).containsExactly("outer begins", "inner", "outer ends", "sent");
        await().untilAsserted(() -> assertThat(topics()).containsExactly("later"));
    }

    @Test
    void whoLeavesBeforeItsTurnIsNotCalledAndWhoComesAfterThePostNeither() throws InterruptedException {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        List<Event> busy = new CopyOnWriteArrayList<>();
        ServiceRegistration<EventHandler> leaving = TestFramework.register(
                module,
                EventHandler.class,
                event -> {
                    busy.add(event);
                    entered.countDown();
                    awaitQuietly(release);
                },
                "event.topics",
                "t");
        admin.postEvent(event("t"));
        assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();
        admin.postEvent(event("t"));

        leaving.unregister();
        handle("event.topics", "t");
        release.countDown();
        admin.postEvent(event("t"));

        await().untilAsserted(() -> assertThat(heard).hasSize(1));
        assertThat(busy).hasSize(1);
    }

    @Test
    void everyKindOfBundleEventThatTheChapterNamesArrivesAndNoOther() throws Exception {
        handle("event.topics", BUNDLE_EVENT + "*", "event.filter", "(bundle.symbolicName=test.life)");

        Bundle bundle = framework.startModule("test.life");
        bundle.update(TestFramework.jar("test.life", new String[0]));
        bundle.stop();
        bundle.uninstall();

        await().untilAsserted(() -> assertThat(topics()).contains(BUNDLE_EVENT + "UNINSTALLED"));
        assertThat(topics().stream().map(topic -> topic.substring(BUNDLE_EVENT.length())))
                .containsOnly("INSTALLED", "RESOLVED", "STARTED", "STOPPED", "UPDATED", "UNRESOLVED", "UNINSTALLED");
        assertThat(heard).allSatisfy(event -> assertThat(event.getPropertyNames())
                .contains("event", "bundle.id", "bundle.symbolicName", "bundle.version", "bundle", "timestamp"));
    }

    @Test
    void theStartLevelOfTheFrameworkIsTold() {
        handle("event.topics", FRAMEWORK_EVENT + "*");
        FrameworkStartLevel level = framework.framework().adapt(FrameworkStartLevel.class);

        level.setStartLevel(level.getStartLevel() + 1);

        await().untilAsserted(() -> assertThat(topics()).contains(FRAMEWORK_EVENT + "STARTLEVEL_CHANGED"));
        assertThat(heard.get(0).getProperty("event")).isInstanceOf(FrameworkEvent.class);
        assertThat(heard.get(0).getProperty("bundle")).isSameAs(framework.framework());
    }

    @Test
    void serviceEventsNameThePidsOfTheServiceAsTheyWereGiven() {
        handle("event.topics", "org/osgi/framework/ServiceEvent/REGISTERED", "event.filter", "(service.pid=one)");

        TestFramework.register(module, Runnable.class, () -> {}, "service.pid", "one");
        TestFramework.register(module, Runnable.class, () -> {}, "service.pid", new String[] {"one", "two"});
        TestFramework.register(module, Runnable.class, () -> {}, "service.pid", List.of("one", "three"));

        await().untilAsserted(() -> assertThat(heard).hasSize(3));
        assertThat(heard)
                .extracting(event -> event.getProperty("service.pid"))
                .containsExactly("one", List.of("one", "two"), List.of("one", "three"));
    }

    @Test
    void theCapabilitiesSayWhichPackagesTheyUse() {
        BundleRevision revision = framework.events().adapt(BundleRevision.class);
        List<BundleCapability> capabilities = new ArrayList<>(revision.getDeclaredCapabilities("osgi.implementation"));
        capabilities.removeIf(each -> !"osgi.event".equals(each.getAttributes().get("osgi.implementation")));
        revision.getDeclaredCapabilities("osgi.service").stream()
                .filter(each -> List.of(EventAdmin.class.getName())
                        .equals(each.getAttributes().get("objectClass")))
                .forEach(capabilities::add);

        assertThat(capabilities).hasSize(2).allSatisfy(each -> assertThat(each.getDirectives())
                .containsEntry(Constants.USES_DIRECTIVE, "org.osgi.service.event"));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ServiceRegistration<EventHandler> handle(Object... properties) {
        return TestFramework.register(module, EventHandler.class, heard::add, properties);
    }

    private void on(String topic, EventHandler handler) {
        TestFramework.register(module, EventHandler.class, handler, "event.topics", topic);
    }

    private List<String> topics() {
        return heard.stream().map(Event::getTopic).toList();
    }

    private static Event event(String topic) {
        return new Event(topic, Map.of());
    }
}
