package dev.vagus.events.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.vagus.events.EventExplanation;
import dev.vagus.events.EventPublisher;
import dev.vagus.events.EventReceipt;
import dev.vagus.events.EventSubscription;
import dev.vagus.events.HandlerSnapshot;
import dev.vagus.events.ModuleEvent;
import dev.vagus.events.ModuleEventHandler;
import dev.vagus.events.TypedEventHandler;
import dev.vagus.module.Registration;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;
import org.osgi.service.event.EventHandler;

/** The events of modules in a framework. */
class ModuleEventsIT {
    @TempDir
    private Path storage;

    private TestFramework framework;
    private Bundle module;
    private EventPublisher events;
    private final List<ModuleEvent> heard = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() throws Exception {
        framework = new TestFramework(storage);
        module = framework.startModule("test.module", "Vagus-Module", "Lab");
        events = TestFramework.service(module, EventPublisher.class);
    }

    @AfterEach
    void stop() throws Exception {
        framework.close();
    }

    @Test
    void aPublishedEventReachesSubscribersOfBothKindsAndCarriesItsModule() {
        List<Event> osgi = new CopyOnWriteArrayList<>();
        handle("vagus.event.subscriber", new String[] {"Lab*Started", "Other"});
        TestFramework.register(
                module,
                EventHandler.class,
                osgi::add,
                "event.topics",
                "dev/vagus/event/Events/LabStepStarted",
                "event.filter",
                "(StepName=DeployVM)");

        EventReceipt receipt = events.publish("LabStepStarted", Map.of("StepName", "DeployVM"));
        events.publish("LabStepCompleted", Map.of("StepName", "DeployVM"));

        await().untilAsserted(() -> assertThat(osgi).hasSize(1));
        await().untilAsserted(() -> assertThat(heard).hasSize(1));
        ModuleEvent event = heard.get(0);
        assertThat(event.id()).isEqualTo(receipt.id().toString());
        assertThat(event.name()).isEqualTo("LabStepStarted");
        assertThat(event.channel()).isEqualTo("Events");
        assertThat(event.source()).isEqualTo("Lab");
        assertThat(event.data()).isEqualTo(Map.of("StepName", "DeployVM"));
        assertThat(osgi.get(0).getProperty("vagus.source")).isEqualTo("Lab");
        assertThat(osgi.get(0).getProperty("vagus.id")).isEqualTo(event.id());
    }

    @Test
    void channelAndFilterChoose() {
        handle("vagus.event.subscriber", "*", "vagus.channel", "Lab-*", "vagus.filter", "(size>=3)");

        events.event("A").channel("Lab-1").data("size", 3).publish();
        events.event("B").channel("Lab-1").data("size", 2).publish();
        events.event("C").channel("Other").data("size", 3).publish();
        events.event("D").channel("Lab-2").data("size", 4).correlationId("corr").publish();

        await().untilAsserted(
                        () -> assertThat(heard).extracting(ModuleEvent::name).containsExactly("A", "D"));
        assertThat(heard.get(1).correlationId()).isEqualTo("corr");
    }

    @Test
    void aPlainEventOnATopicOfVagusReachesSubscribers() {
        handle("vagus.event.subscriber", "Plain");

        TestFramework.service(module, EventAdmin.class)
                .postEvent(new Event("dev/vagus/event/Events/Plain", Map.of("k", 1)));

        await().untilAsserted(() -> assertThat(heard).singleElement().satisfies(event -> {
            assertThat(event.source()).isEmpty();
            assertThat(event.data()).isEqualTo(Map.of("k", 1));
        }));
    }

    @Test
    void wrongSubscriptionsAreListedOrRefused() {
        handle("vagus.event.subscriber", "a/b");
        handle("vagus.event.subscriber", "ok", "vagus.filter", "(broken");
        handle();

        assertThat(events.failedRegistrations())
                .extracting(failure -> failure.reason())
                .satisfiesExactly(
                        reason -> assertThat(reason).contains("event name 'a/b' is not valid"),
                        reason -> assertThat(reason).contains("'(broken' is not an LDAP filter"),
                        reason -> assertThat(reason).contains("no property vagus.event.subscriber"));
        assertThatThrownBy(() -> events.subscribe(EventSubscription.to("x").matching("("), event -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not an LDAP filter");
        assertThatThrownBy(() -> events.publish("Named", Map.of("vagus.id", 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("reserved");
    }

    @Test
    void whatABundleSubscribedInCodeGoesWithItOrWhenItIsClosed() throws Exception {
        Bundle other = framework.startModule("test.other");
        EventPublisher others = TestFramework.service(other, EventPublisher.class);
        Registration closed = others.subscribe(EventSubscription.to("Tick"), heard::add);
        Registration left = others.subscribe(EventSubscription.to("Tick").on("Events"), heard::add);
        events.publish("Tick", Map.of());
        await().untilAsserted(() -> assertThat(heard).hasSize(2));

        closed.close();
        assertThat(closed.isOpen()).isFalse();
        other.stop();
        assertThat(left.isOpen()).isFalse();

        assertThat(events.handlers()).isEmpty();
        assertThatThrownBy(() -> others.subscribe(EventSubscription.to("Tick"), heard::add))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("does not run");
        assertThat(events.handlers()).isEmpty();
    }

    /** What is heard as a record. */
    public record Step(String stepName, int number) {}

    /** Says by its class what it wants to hear. */
    private static final class Steps implements TypedEventHandler<Step> {
        private final List<Step> steps = new CopyOnWriteArrayList<>();

        @Override
        public void onEvent(ModuleEvent event, Step data) {
            steps.add(data);
        }
    }

    @Test
    void aBroadcastReachesTheSubscribersOfAllChannelsOnce() {
        handle("vagus.event.subscriber", new String[] {"Alarm", "Al*"}, "vagus.channel", "Lab");
        handle("vagus.event.subscriber", "*", "vagus.channel", "Other");
        handle("vagus.event.subscriber", "*");
        List<String> topics = new CopyOnWriteArrayList<>();
        EventHandler osgi = event -> topics.add(event.getTopic());
        TestFramework.register(module, EventHandler.class, osgi, "event.topics", "dev/vagus/event/Lab/*");

        events.event("Alarm").data("Level", 3).broadcast().publish();
        events.publish("End", Map.of());

        await().untilAsserted(
                        () -> assertThat(heard).extracting(ModuleEvent::name).contains("End"));
        await().untilAsserted(() -> assertThat(heard).hasSize(4));
        assertThat(heard)
                .filteredOn(event -> event.name().equals("Alarm"))
                .hasSize(3)
                .allSatisfy(event ->
                        assertThat(event.is(ModuleEvent.Mark.BROADCAST)).isTrue());
        await().untilAsserted(() -> assertThat(topics).containsExactly("dev/vagus/event/Lab/Alarm"));
    }

    @Test
    void typedHandlersGetTheDataInTheirOwnType() {
        Steps steps = new Steps();
        List<Step> inCode = new CopyOnWriteArrayList<>();
        List<Object> byProperty = new CopyOnWriteArrayList<>();
        TypedEventHandler<Object> untyped = (event, data) -> byProperty.add(data);
        TestFramework.register(module, TypedEventHandler.class, steps, "vagus.event.subscriber", "Step");
        TestFramework.register(
                module,
                TypedEventHandler.class,
                untyped,
                "vagus.event.subscriber",
                "Step",
                "vagus.event.payload",
                Step.class);
        events.subscribe(EventSubscription.to("Step"), Step.class, (event, data) -> inCode.add(data));

        events.publish("Step", Map.of("stepName", "DeployVM", "number", 1, "more", true));
        events.publish("Step", Map.of("stepName", "DeployVM", "number", "not one"));
        events.publish("Step", new Step("Check", 2));

        Step[] expected = {new Step("DeployVM", 1), new Step("Check", 2)};
        await().untilAsserted(() -> assertThat(steps.steps).containsExactly(expected));
        await().untilAsserted(() -> assertThat(byProperty).containsExactly((Object[]) expected));
        await().untilAsserted(() -> assertThat(inCode).containsExactly(expected));
        await().untilAsserted(() -> assertThat(events.handlers())
                .extracting(HandlerSnapshot::delivered, HandlerSnapshot::failed)
                .containsExactly(tuple(2L, 1L), tuple(2L, 1L), tuple(2L, 1L)));
    }

    @Test
    void wrongPropertiesOfTypedHandlersAreListedAndMended() {
        Steps steps = new Steps();
        ServiceRegistration<?> registration = TestFramework.register(
                module,
                TypedEventHandler.class,
                steps,
                "vagus.event.subscriber",
                "Step",
                "vagus.event.payload",
                "no.such.Type");
        TestFramework.register(
                module, TypedEventHandler.class, steps, "vagus.event.subscriber", "Step", "vagus.priority", "high");

        assertThat(events.failedRegistrations())
                .extracting(failure -> failure.reason())
                .satisfiesExactly(
                        reason ->
                                assertThat(reason).contains("vagus.event.payload names 'no.such.Type'", "test.module"),
                        reason -> assertThat(reason).contains("vagus.priority must be an Integer"));

        registration.setProperties(TestFramework.properties("vagus.event.subscriber", "Step"));
        events.publish("Step", new Step("Check", 2));

        assertThat(events.failedRegistrations()).hasSize(1);
        await().untilAsserted(() -> assertThat(steps.steps).containsExactly(new Step("Check", 2)));
    }

    @Test
    void itIsExplainedWhoWouldGetAnEventAndWhoNotAndWhy() {
        handle("vagus.event.subscriber", "Lab*", "vagus.priority", -1);
        handle("vagus.event.subscriber", "Lab*", "vagus.channel", "Other");
        handle("vagus.event.subscriber", "Other");
        handle("vagus.event.subscriber", "Lab*", "vagus.filter", "(size>=3)");
        handle("vagus.event.subscriber", "Lab*", "vagus.filter", "(broken");
        EventHandler osgi = event -> heard.clear();
        TestFramework.register(module, EventHandler.class, osgi, "event.topics", "dev/vagus/event/Other/*");

        assertThat(events.explain("dev/vagus/event/Events/LabDone").recipients())
                .extracting(each -> each.verdict() + " " + each.reason())
                .satisfiesExactly(
                        text -> assertThat(text).isEqualTo("NOT_OFFERED its channel Other does not match"),
                        text -> assertThat(text).isEqualTo("NOT_OFFERED its names [Other] do not match"),
                        text -> assertThat(text).isEqualTo("DEPENDS its filter (size>=3) decides"),
                        text -> assertThat(text).startsWith("NOT_OFFERED its topics [dev/vagus/event/Other/*] do not"),
                        text -> assertThat(text).isEqualTo("DELIVERED "),
                        text -> assertThat(text).startsWith("REFUSED the filter '(broken' is not"));
        assertThat(events.event("LabDone").data("size", 2).broadcast().explain().recipients())
                .extracting(EventExplanation.Recipient::verdict)
                .containsExactly(
                        EventExplanation.Verdict.DELIVERED,
                        EventExplanation.Verdict.NOT_OFFERED,
                        EventExplanation.Verdict.NOT_OFFERED,
                        EventExplanation.Verdict.DELIVERED,
                        EventExplanation.Verdict.DELIVERED,
                        EventExplanation.Verdict.REFUSED);
        assertThat(events.event("LabDone").data("size", 3).persist(false).explain())
                .satisfies(said -> assertThat(said.kept()).isFalse())
                .satisfies(said ->
                        assertThat(said.recipients().get(2).verdict()).isEqualTo(EventExplanation.Verdict.DELIVERED));
        assertThat(events.explain("some/topic").kept()).isFalse();
        assertThat(events.explain("some/topic").recipients().get(0).reason()).contains("hears Vagus events only");
        assertThatThrownBy(() -> events.explain("no topic")).isInstanceOf(IllegalArgumentException.class);
        assertThat(heard).isEmpty();
    }

    @Test
    void booksOfEveryHandlerBalance() {
        handle("vagus.event.subscriber", "Tick");
        events.subscribe(EventSubscription.to("T*"), event -> {
            throw new IllegalStateException("broken");
        });
        for (int i = 0; i < 50; i++) {
            events.publish("Tick", Map.of("i", i));
        }

        await().untilAsserted(() -> assertThat(events.handlers())
                .extracting(HandlerSnapshot::offered, HandlerSnapshot::delivered, HandlerSnapshot::failed)
                .containsExactly(tuple(50L, 50L, 0L), tuple(50L, 0L, 50L)));
        assertThat(events.handlers()).allSatisfy(handler -> {
            assertThat(handler.module()).isEqualTo("Lab");
            assertThat(handler.kind()).isEqualTo("ModuleEventHandler");
            assertThat(handler.inFlight()).isZero();
        });
    }

    @Test
    void theLifeOfModulesIsPublished() throws Exception {
        handle("vagus.event.subscriber", "Module*", "vagus.channel", "Modules");

        Bundle living = framework.startModule("test.living", "Vagus-Module", "Living");
        framework.startModule("test.unconcerned").stop();
        living.update(TestFramework.jar("test.living", new String[] {"Vagus-Module", "Living"}));
        living.stop();

        await().untilAsserted(() -> assertThat(heard)
                .extracting(event -> event.name() + ' ' + event.data().get("Module"))
                .containsExactly(
                        "ModuleStarted Living",
                        "ModuleStopped Living",
                        "ModuleUpdated Living",
                        "ModuleStarted Living",
                        "ModuleStopped Living"));
        assertThat(heard.get(0).data())
                .containsEntry("Version", "1.2.3")
                .containsEntry("BundleId", living.getBundleId());
    }

    private void handle(Object... properties) {
        TestFramework.register(module, ModuleEventHandler.class, heard::add, properties);
    }
}
